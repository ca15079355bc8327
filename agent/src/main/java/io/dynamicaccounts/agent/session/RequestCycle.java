package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times one kind of request to the control plane: one request at a time, and after a failure the next one only after
 * a wait. An answer counts once, and only while it is awaited, so that replayed and late answers are harmless.
 */
final class RequestCycle {

    private static final Logger LOG = LoggerFactory.getLogger(RequestCycle.class);

    /**
     * A transport that never answers must not silence the agent for ever; transports end a request earlier by
     * themselves.
     */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);

    static final ControlPlaneAnswer.Unanswered<Void> SILENCE =
            new ControlPlaneAnswer.Unreachable<>("no answer in time");

    /**
     * The random part on top of a Retry-After, so that agents that were turned away together do not return together.
     */
    private static final double RETRY_SPREAD = 0.1;

    /**
     * An agent that was turned away gains nothing by a sooner request, and is idle for longer after a later request.
     */
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

    /** Returns whether a request is under way that has waited too long for its answer. */
    boolean overdue(Instant now) {
        return underWay && !now.isBefore(sent.plus(LONGEST_WAIT));
    }

    /** Returns when the cycle has something to do even if no answer arrives until then. */
    Instant wake() {
        return underWay ? sent.plus(LONGEST_WAIT) : notBefore;
    }

    long send(Instant now) {
        underWay = true;
        sent = now;
        return ++number;
    }

    /** Returns the number of the newest request. */
    long number() {
        return number;
    }

    Instant sent() {
        return sent;
    }

    /** Takes an answer, and returns whether it is the awaited answer, which then is no longer awaited. */
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

    /** Waits before the next request, because an answer brought no account further. */
    void fruitless(Instant now) {
        notBefore = now.plus(backoff.next());
    }

    void failed(ControlPlaneAnswer.Unanswered<?> failure, Instant now) {
        log(failure);
        // A Retry-After of less than a second means a second, because a control plane that sends one is busy.
        notBefore = now.plus(retryAfter(failure)
                .map(wait -> spread(wait.compareTo(FIRST_BACKOFF) < 0 ? FIRST_BACKOFF : wait))
                .orElseGet(backoff::next));
    }

    /**
     * Logs the first of several failures in a row: a control plane that is down for an hour is one line, not a
     * thousand. A control plane that does not accept this agent is another line, also after failures of another kind.
     */
    private void log(ControlPlaneAnswer.Unanswered<?> failure) {
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

    /** Returns the wait that the failure asks for; empty for a random wait by the number of failures. */
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
