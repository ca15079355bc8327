package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.AgentEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a session in two steps: the watches stop; then an agent that was asked to end says goodbye, so that its work
 * goes to others at once. Each step is bounded. An agent that was superseded does not say goodbye, because its id
 * belongs to another.
 */
final class SessionShutdown {

    private enum Step {
        NOT_BEGUN,
        STOPPING,
        LEAVING,
        OVER
    }

    private final Duration patience;
    private Step step = Step.NOT_BEGUN;
    private @Nullable AgentEnd ending;
    private Instant deadline = Instant.MAX;
    private boolean said;

    SessionShutdown(Duration patience) {
        this.patience = patience;
    }

    /** Begins the end, and returns whether this was the first time. */
    boolean begin(AgentEnd why, Instant now) {
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

    Optional<SessionCommand> next(boolean nothingLeft, Instant now) {
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

    private SessionCommand stopped(AgentEnd why, Instant now) {
        return switch (why.reason()) {
            case ASKED -> {
                step = Step.LEAVING;
                deadline = now.plus(patience);
                yield new SessionCommand.SayGoodbye();
            }
            case SUPERSEDED, BROKEN -> over(why);
        };
    }

    private SessionCommand over(AgentEnd why) {
        step = Step.OVER;
        return new SessionCommand.End(why);
    }
}
