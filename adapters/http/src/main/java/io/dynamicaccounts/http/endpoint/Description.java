package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an endpoint takes and gives, for the router and the published document. What every endpoint of its kind can answer (401,
 * 415, 500 …) is not repeated here.
 *
 * @param replies every {@link Answer.Reply} it can give
 * @param problems every problem of its own that it can refuse with
 */
public record Description<I>(String summary, Input<I> input, List<Reply> replies, List<ProblemKind> problems) {

    /** A reply: its status, what it means, and the schema of its body where it has one. */
    public record Reply(int status, String meaning, Optional<Map<String, Object>> schema) {}

    public Description {
        replies = List.copyOf(replies);
        problems = List.copyOf(problems);
    }

    public static <I> Description<I> of(String summary, Input<I> input) {
        return new Description<>(summary, input, List.of(), List.of());
    }

    public Description<I> replies(int status, String meaning, Map<String, Object> schema) {
        return with(new Reply(status, meaning, Optional.of(schema)));
    }

    public Description<I> replies(int status, String meaning) {
        return with(new Reply(status, meaning, Optional.empty()));
    }

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
