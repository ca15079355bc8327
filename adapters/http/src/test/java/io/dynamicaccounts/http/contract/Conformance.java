package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks what holds for every exchange, and what the published document says of this one. */
final class Conformance {

    private static final Pattern NUMBER_NO_VALIDATOR_READS = Pattern.compile("\\d{1001}|[eE][+-]?\\d{11}");

    private final ApiDocument document;

    Conformance(ApiDocument document) {
        this.document = document;
    }

    void check(Request request, Reply reply) {
        String what = request.method() + " " + request.path() + " -> " + reply;
        assertThat(reply.header("X-Request-Id")).as(what).matches("[A-Za-z0-9._~-]{1,64}");
        assertThat(reply.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).as(what).isEqualTo("no-store");
        assertThat(reply.status()).as(what).isNotEqualTo(500);
        assertThat(reply.text()).as(what).doesNotContain("Exception", "\tat ", "at io.dynamicaccounts");
        if (!request.path().endsWith("/definitions")) {
            assertThat(reply.text()).as(what).doesNotContain(Credentials.CANARY);
        }
        if (reply.status() >= 400 && reply.body().length > 0) {
            boolean array = reply.status() == 409 && reply.text().startsWith("[");
            assertThat(reply.header("Content-Type"))
                    .as(what)
                    .isEqualTo(array ? "application/json" : "application/problem+json");
            if (!array) {
                assertThat(reply.object()).as(what).containsEntry("status", reply.status());
            }
        }
        // These two answer paths and methods that the document does not have.
        if (List.of("no-such-path", "method-not-allowed").contains(reply.problem())) {
            return;
        }
        document.operation(request.method(), request.path()).ifPresent(operation -> {
            document.checkReply(operation, reply, what);
            checkRequest(operation, request, reply, what);
        });
    }

    /**
     * The schema of the document accepts what the server accepts; and it refuses what the server finds invalid, if a
     * schema can express the rule.
     */
    private void checkRequest(Map<String, Object> operation, Request request, Reply reply, String what) {
        if (!operation.containsKey("requestBody")
                || NUMBER_NO_VALIDATOR_READS
                        .matcher(new String(request.body(), StandardCharsets.UTF_8))
                        .find()
                || List.of(401, 403, 413, 415, 429, 501).contains(reply.status())) {
            return;
        }
        List<String> errors = switch (reply.problem()) {
            case "not-json" -> List.of("not JSON");
            default -> document.errorsOfRequest(operation, request);
        };
        boolean invalid = reply.problem().equals("invalid");
        boolean beyondSchema = reply.text().contains("only once")
                || reply.text().contains("mask")
                || reply.text().contains("the name that the path has")
                || reply.pointers().contains("{agentId}")
                || reply.pointers().stream().anyMatch(pointer -> pointer.startsWith("?"));
        if (!invalid && !reply.problem().equals("not-json")) {
            assertThat(errors)
                    .as("the schema refuses what was accepted: " + what)
                    .isEmpty();
        } else if (!beyondSchema) {
            assertThat(errors)
                    .as("the schema accepts what was refused: " + what)
                    .isNotEmpty();
        }
    }
}
