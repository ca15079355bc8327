package io.dynamicaccounts.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request, free of any server: each entry converts its own requests to this type.
 *
 * @param method as sent: the names of methods are case-sensitive
 * @param path raw, still percent-encoded, without the query
 * @param query decoded, every value of each parameter
 * @param body empty when there is none. An entry reads at most {@link HttpApi#MAX_BODY} + 1 bytes: one byte too many
 *     is enough for a refusal
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once and never changed; nobody compares requests
public record HttpRequest(String method, String path, Map<String, List<String>> query, Headers headers, byte[] body) {

    /**
     * Returns a request with the query that this raw text is: all that stands behind the question mark, empty where
     * nothing does.
     */
    public static HttpRequest of(String method, String path, String rawQuery, Headers headers, byte[] body) {
        return new HttpRequest(method, path, parsed(rawQuery), headers, body);
    }

    private static Map<String, List<String>> parsed(String rawQuery) {
        var query = new LinkedHashMap<String, List<String>>();
        for (String pair : rawQuery.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.computeIfAbsent(decoded(name), it -> new ArrayList<>()).add(decoded(value));
        }
        return query;
    }

    /**
     * Decodes a text. A text that cannot be decoded stays as it is, and the shape of the parameter refuses the value.
     */
    private static String decoded(String text) {
        String spaced = text.replace('+', ' ');
        return PercentEncoding.decode(spaced).orElse(spaced);
    }

    /** Returns neither query nor headers' values nor body, since they may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
