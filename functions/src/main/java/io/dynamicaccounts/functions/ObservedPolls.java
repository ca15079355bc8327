package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.agent.Poll;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Wraps functions and reports the kind of answer of each poll to an observer. Most polls should be idle, since every
 * other poll costs more reads.
 */
public final class ObservedPolls implements Functions {

    /** The kinds of answer to a poll. */
    public enum Outcome {
        IDLE("idle"),
        /** The complete desired state. */
        LIST("list"),
        TURNED_AWAY("turned away");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** Returns the word that metrics use for this outcome. */
        public String word() {
            return word;
        }

        private static Outcome of(Poll.Result result) {
            return switch (result) {
                case Poll.Result.Rejected rejected -> TURNED_AWAY;
                case Poll.Result.Answer answer -> answer.assignments().isPresent() ? LIST : IDLE;
            };
        }
    }

    private final Functions functions;
    private final Consumer<Outcome> observer;

    /**
     * Wraps these functions.
     *
     * @param observer receives the outcome after each answered poll; any number of threads call it
     */
    public ObservedPolls(Functions functions, Consumer<Outcome> observer) {
        this.functions = functions;
        this.observer = observer;
    }

    @Override
    @SuppressWarnings("unchecked") // the wrapped function has the types of the poll
    public <I, O> Function<I, O> get(FunctionName<I, O> name) {
        return name.equals(FunctionName.POLL)
                ? (Function<I, O>) observed(functions.get(FunctionName.POLL))
                : functions.get(name);
    }

    private Function<Poll.Request, Poll.Result> observed(Function<Poll.Request, Poll.Result> poll) {
        return request -> {
            Poll.Result result = poll.apply(request);
            observer.accept(Outcome.of(result));
            return result;
        };
    }
}
