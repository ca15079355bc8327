package io.dynamicaccounts.http;

import io.dynamicaccounts.http.endpoint.Answer;
import io.dynamicaccounts.http.json.JsonBytes;
import io.dynamicaccounts.http.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Writes answers as responses. */
final class ResponseWriter {

    private ResponseWriter() {}

    /** Returns the response that carries an answer. */
    static HttpResponse of(Answer answer, String requestId) {
        // Answers show the present state, and some hold secrets: no cache may keep them, no browser guess their type.
        Headers headers = Headers.NONE
                .with(RequestIds.HEADER, requestId)
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff");
        return switch (answer) {
            case Answer.Refused(Problem problem) -> problem(problem, headers);
            case Answer.Reply(int status, var body, var told) -> reply(status, body, with(headers, told));
        };
    }

    private static HttpResponse reply(int status, Optional<Object> body, Headers headers) {
        return body.map(it ->
                        new HttpResponse(status, headers.with("Content-Type", "application/json"), JsonBytes.of(it)))
                .orElseGet(() -> new HttpResponse(status, headers, new byte[0]));
    }

    private static Headers with(Headers headers, Map<String, String> more) {
        Headers all = headers;
        for (var header : more.entrySet()) {
            all = all.with(header.getKey(), header.getValue());
        }
        return all;
    }

    private static HttpResponse problem(Problem problem, Headers common) {
        Headers headers = with(common.with("Content-Type", "application/problem+json"), problem.headers());
        if (problem.retryAfter().isPresent()) {
            headers = headers.with(
                    "Retry-After", Long.toString(seconds(problem.retryAfter().get())));
        }
        return new HttpResponse(problem.kind().status(), headers, JsonBytes.of(problem.body()));
    }

    /** Returns whole seconds, as the header requires, and at least one. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
