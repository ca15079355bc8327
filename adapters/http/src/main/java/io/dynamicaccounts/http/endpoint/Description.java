package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an endpoint accepts and answers, for the router and the published document. Answers that every endpoint of the
 * same kind has (401, 415, 500 …) are not repeated here.
 *
 * @param replies every {@link Answer.Reply} of the endpoint
 * @param problems every problem with which this endpoint in particular refuses
 */
public record Description<I>(String summary, Input<I> input, List<Reply> replies, List<ProblemKind> problems) {

    /** A reply: the status, the meaning, and the schema of the body where there is one. */
    public record Reply(int status, String meaning, Optional<Map<String, Object>> schema) {}

    public Description {
        replies = List.copyOf(replies);
        problems = List.copyOf(problems);
    }

    /** Returns a description without replies and problems. */
    public static <I> Description<I> of(String summary, Input<I> input) {
        return new Description<>(summary, input, List.of(), List.of());
    }

    /** Returns the same description with one more reply, which has a body. */
    public Description<I> replies(int status, String meaning, Map<String, Object> schema) {
        return with(new Reply(status, meaning, Optional.of(schema)));
    }

    /** Returns the same description with one more reply, which has no body. */
    public Description<I> replies(int status, String meaning) {
        return with(new Reply(status, meaning, Optional.empty()));
    }

    /** Returns the same description with more problems. */
    public Description<I> refuses(ProblemKind... kinds) {
        var more = new ArrayList<>(problems);
        more.addAll(List.of(kinds));
        return new Description<>(summary, input, replies, more);
    }

    private Description<I> with(Reply reply) {
        var more = new ArrayList<>(replies);
        more.add(reply);
        return new Description<>(summary, input, more, problems);
    }
}
