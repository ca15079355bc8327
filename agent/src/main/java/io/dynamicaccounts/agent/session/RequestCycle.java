package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of request to the control plane: one at a time, and after a failure not before its time. An answer counts once and
 * only while it is awaited, which is what makes replayed and late ones harmless.
 */
final class RequestCycle {

    private static final Logger LOG = LoggerFactory.getLogger(RequestCycle.class);

    /** A transport that never answers must not silence the agent for ever; transports give up earlier by themselves. */
    private static final Duration GIVE_UP = Duration.ofSeconds(45);

    static final ControlPlaneAnswer.Unanswered<Void> SILENCE =
            new ControlPlaneAnswer.Unreachable<>("no answer in time");

    /** Of random on top of a Retry-After, so that those who were turned away together do not return together. */
    private static final double RETRY_SPREAD = 0.1;

    /** An agent that was turned away gains nothing by asking sooner, and is idle for longer if it asks later. */
    private static final Duration TURNED_AWAY = Duration.ofSeconds(30);

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);

    private final String name;
    private final RandomGenerator random;
    private final Backoff backoff;
    private long number;
    private boolean underWay;
    private boolean unanswered;
    private boolean turnedAway;
    private Instant sent = Instant.MIN;
    private Instant notBefore = Instant.MIN;

    RequestCycle(String name, RandomGenerator random) {
        this.name = name;
        this.random = random;
        this.backoff = new Backoff(FIRST_BACKOFF, LONGEST_BACKOFF, random);
    }

    boolean free(Instant now) {
        return !underWay && !now.isBefore(notBefore);
    }

    boolean underWay() {
        return underWay;
    }

    /** Whether a request is under way that will not be waited for any longer. */
    boolean overdue(Instant now) {
        return underWay && !now.isBefore(sent.plus(GIVE_UP));
    }

    /** When something is to be looked at again even if nothing is heard until then. */
    Instant wake() {
        return underWay ? sent.plus(GIVE_UP) : notBefore;
    }

    long send(Instant now) {
        underWay = true;
        sent = now;
        return ++number;
    }

    /** The number of the newest request. */
    long number() {
        return number;
    }

    Instant sent() {
        return sent;
    }

    /** Whether this is the answer that is waited for, which from now on it no longer is. */
    boolean consume(long request) {
        boolean awaited = underWay && request == number;
        if (awaited) {
            underWay = false;
        }
        return awaited;
    }

    void succeeded() {
        backoff.reset();
        if (turnedAway) {
            LOG.info("The control plane accepts {} again", name);
        } else if (unanswered) {
            LOG.info("The control plane answers {} again", name);
        }
        turnedAway = false;
        unanswered = false;
    }

    /** It was answered, but got nobody further: not again before a while. */
    void fruitless(Instant now) {
        notBefore = now.plus(backoff.next());
    }

    void failed(ControlPlaneAnswer.Unanswered<?> failure, Instant now) {
        tell(failure);
        // Even "at once" means a second: whoever answers so is busy.
        notBefore = now.plus(retryAfter(failure)
                .map(wait -> spread(wait.compareTo(FIRST_BACKOFF) < 0 ? FIRST_BACKOFF : wait))
                .orElseGet(backoff::next));
    }

    /**
     * Logs once per trouble: a control plane that is down for an hour is one fact, not a thousand. That it does not
     * accept this agent is another one, which an operator must find even if there was no answer before.
     */
    private void tell(ControlPlaneAnswer.Unanswered<?> failure) {
        switch (failure) {
            case ControlPlaneAnswer.TurnedAway<?> away -> {
                if (!turnedAway) {
                    LOG.warn("The control plane does not accept {} now, will ask again: {}", name, away.detail());
                }
                turnedAway = true;
            }
            case ControlPlaneAnswer.Superseded<?> _,
                    ControlPlaneAnswer.Busy<?> _,
                    ControlPlaneAnswer.Unreachable<?> _,
                    ControlPlaneAnswer.Unauthorised<?> _,
                    ControlPlaneAnswer.Refused<?> _ -> {
                if (!unanswered) {
                    LOG.warn("No answer to {}, will keep trying: {}", name, failure.detail());
                }
                unanswered = true;
            }
        }
    }

    /** How long to wait at least; empty leaves it to chance and the number of failures. */
    private static Optional<Duration> retryAfter(ControlPlaneAnswer.Unanswered<?> failure) {
        return switch (failure) {
            case ControlPlaneAnswer.Busy<?> busy -> busy.retryAfter();
            case ControlPlaneAnswer.TurnedAway<?> away ->
                Optional.of(away.retryAfter().orElse(TURNED_AWAY));
            case ControlPlaneAnswer.Superseded<?> _,
                    ControlPlaneAnswer.Unreachable<?> _,
                    ControlPlaneAnswer.Unauthorised<?> _,
                    ControlPlaneAnswer.Refused<?> _ -> Optional.empty();
        };
    }

    private Duration spread(Duration wait) {
        return wait.plusMillis(Math.round(wait.toMillis() * RETRY_SPREAD * random.nextDouble()));
    }
}
