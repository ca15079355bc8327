package io.dynamicaccounts.http;

import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks that a body is sent as what the API reads: JSON in UTF-8, not compressed. */
final class MediaType {

    private static final String JSON = "application/json";

    private MediaType() {}

    /** Returns what is wrong with the media type that the headers announce; empty where nothing is. */
    static Optional<Problem> problem(Headers headers) {
        if (headers.all("Content-Encoding").stream().anyMatch(coding -> !coding.equalsIgnoreCase("identity"))) {
            return Optional.of(
                    Problem.of(ProblemKind.NOT_THIS_MEDIA_TYPE, "the body has a content encoding: send it as it is")
                            .header("Accept-Encoding", "identity"));
        }
        List<String> types = headers.all("Content-Type");
        if (types.size() == 1 && isJson(types.getFirst())) {
            return Optional.empty();
        }
        String detail = types.isEmpty()
                ? "the body has no content type: send Content-Type: application/json"
                : "the content type is not JSON in UTF-8: send Content-Type: application/json"
                        + (types.getFirst().contains("x-www-form-urlencoded")
                                ? " (curl -d says it is a form unless told: -H 'Content-Type: application/json')"
                                : "");
        return Optional.of(Problem.of(ProblemKind.NOT_THIS_MEDIA_TYPE, detail).header("Accept", JSON));
    }

    private static boolean isJson(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        int end = lower.indexOf(';');
        String type = (end < 0 ? lower : lower.substring(0, end)).strip();
        boolean json = type.equals(JSON) || (type.startsWith("application/") && type.endsWith("+json"));
        return json && (end < 0 || isUtf8(lower.substring(end + 1)));
    }

    private static boolean isUtf8(String parameters) {
        for (String parameter : parameters.split(";", -1)) {
            String stripped = parameter.strip();
            if (stripped.startsWith("charset=")) {
                String charset = stripped.substring("charset=".length()).replace("\"", "");
                return charset.equals("utf-8") || charset.equals("utf8") || charset.equals("us-ascii");
            }
        }
        return true;
    }
}
