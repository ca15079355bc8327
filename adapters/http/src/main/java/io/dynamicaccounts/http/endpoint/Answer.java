package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer of an endpoint, before it is written as a response. */
public sealed interface Answer {

    /**
     * The request was processed, or ended in one of the two documented 409s.
     *
     * @param body the value that becomes the JSON body; empty for none
     * @param headers what the endpoint tells in headers, by name
     */
    record Reply(int status, Optional<Object> body, Map<String, String> headers) implements Answer {

        Reply(int status, Optional<Object> body) {
            this(status, body, Map.of());
        }
    }

    /** The request was refused. */
    record Refused(Problem problem) implements Answer {}

    /** Returns 200 with a body. */
    static Answer ok(Object body) {
        return new Reply(200, Optional.of(body));
    }

    /** Returns 200 with a body and these headers. */
    static Answer ok(Object body, Map<String, String> headers) {
        return new Reply(200, Optional.of(body), headers);
    }

    /** Returns 200 without a body, with these headers. */
    static Answer okWithoutBody(Map<String, String> headers) {
        return new Reply(200, Optional.empty(), headers);
    }

    /** Returns 202 with an empty array, which the documented API has where something is created or replaced. */
    static Answer acceptedWithNothing() {
        return new Reply(202, Optional.of(List.of()));
    }

    /** Returns 202 without a body. */
    static Answer accepted() {
        return new Reply(202, Optional.empty());
    }

    /** Returns 202 with a body. */
    static Answer accepted(Object body) {
        return new Reply(202, Optional.of(body));
    }

    /** Returns one of the documented 409s, whose body is an array and no problem. */
    static Answer conflicts(List<? extends @Nullable Object> entries) {
        return new Reply(409, Optional.of(entries));
    }

    /** Returns a refusal of this kind. */
    static Answer refused(ProblemKind kind, String detail) {
        return new Refused(Problem.of(kind, detail));
    }

    /** Returns a refusal with this problem. */
    static Answer refused(Problem problem) {
        return new Refused(problem);
    }
}
