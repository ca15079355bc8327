package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an endpoint says, before it is bytes. */
public sealed interface Answer {

    /** Done, or one of the two documented 409s: a status and what becomes the JSON body; empty for none. */
    record Reply(int status, Optional<Object> body) implements Answer {}

    /** Not done. */
    record Refused(Problem problem) implements Answer {}

    static Answer ok(Object body) {
        return new Reply(200, Optional.of(body));
    }

    /** 202 with an empty array, as the documented API has it for what it creates and replaces. */
    static Answer acceptedWithNothing() {
        return new Reply(202, Optional.of(List.of()));
    }

    /** 202 without a body. */
    static Answer accepted() {
        return new Reply(202, Optional.empty());
    }

    static Answer accepted(Object body) {
        return new Reply(202, Optional.of(body));
    }

    /** One of the documented 409s whose body is an array and no problem. */
    static Answer conflicts(List<? extends @Nullable Object> entries) {
        return new Reply(409, Optional.of(entries));
    }

    static Answer refused(ProblemKind kind, String detail) {
        return new Refused(Problem.of(kind, detail));
    }

    static Answer refused(Problem problem) {
        return new Refused(problem);
    }
}
