package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a session: the watches stop, then, if the agent was asked to end, it says goodbye so that its work goes to others at
 * once. Each of the two steps is bounded; who was superseded has nobody to say goodbye for.
 */
final class Farewell {

    private enum Step {
        NOT_BEGUN,
        STOPPING,
        LEAVING,
        OVER
    }

    private final Duration patience;
    private Step step = Step.NOT_BEGUN;
    private @Nullable Ending ending;
    private Instant deadline = Instant.MAX;
    private boolean said;

    Farewell(Duration patience) {
        this.patience = patience;
    }

    /** Whether this was the first time. */
    boolean begin(Ending why, Instant now) {
        if (step != Step.NOT_BEGUN) {
            return false;
        }
        step = Step.STOPPING;
        ending = why;
        deadline = now.plus(patience);
        return true;
    }

    boolean begun() {
        return step != Step.NOT_BEGUN;
    }

    boolean over() {
        return step == Step.OVER;
    }

    void said() {
        said = step == Step.LEAVING;
    }

    Instant wake() {
        return deadline;
    }

    Optional<Command> next(boolean nothingLeft, Instant now) {
        boolean late = !now.isBefore(deadline);
        if (ending == null || !(nothingLeft || late || said)) {
            return Optional.empty();
        }
        return switch (step) {
            case STOPPING -> Optional.of(stopped(ending, now));
            case LEAVING -> said || late ? Optional.of(over(ending)) : Optional.empty();
            case NOT_BEGUN, OVER -> Optional.empty();
        };
    }

    private Command stopped(Ending why, Instant now) {
        return switch (why.reason()) {
            case ASKED -> {
                step = Step.LEAVING;
                deadline = now.plus(patience);
                yield new Command.SayGoodbye();
            }
            case SUPERSEDED, BROKEN -> over(why);
        };
    }

    private Command over(Ending why) {
        step = Step.OVER;
        return new Command.End(why);
    }
}
