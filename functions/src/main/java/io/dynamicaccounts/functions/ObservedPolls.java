package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.agent.Poll;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The same functions, and of each poll it is told what it was answered with: most should be idle, for each that is not costs more
 * reads.
 */
public final class ObservedPolls implements Functions {

    /** What a poll was answered with. */
    public enum Outcome {
        IDLE("idle"),
        /** The complete desired state. */
        LIST("list"),
        TURNED_AWAY("turned away");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** As metrics call it. */
        public String word() {
            return word;
        }

        private static Outcome of(Poll.Result result) {
            return switch (result) {
                case Poll.Result.Rejected turned -> TURNED_AWAY;
                case Poll.Result.Answer answer -> answer.assignments().isPresent() ? LIST : IDLE;
            };
        }
    }

    private final Functions functions;
    private final Consumer<Outcome> observer;

    /**
     * Around these.
     *
     * @param observer is told after each poll that was answered; by any number of threads
     */
    public ObservedPolls(Functions functions, Consumer<Outcome> observer) {
        this.functions = functions;
        this.observer = observer;
    }

    @Override
    @SuppressWarnings("unchecked") // what is put around a poll is a poll again
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
