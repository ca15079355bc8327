package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.PollRequest;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Decides when to poll, and what a poll states besides the revision. */
final class PollSchedule {

    /** The random part of an interval, to either side, so that agents that started together do not poll together. */
    private static final double JITTER = 0.1;

    /** The shortest interval, so that no answer can cause a busy loop. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** How soon to ask for a list that was missing in an answer. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final AgentIdentity identity;
    private final String session;
    private final AgentSettings settings;
    private final RandomGenerator random;
    private final RequestCycle exchange;
    private final ProtocolNegotiation negotiation = new ProtocolNegotiation();
    private final Declarations declarations;
    private Optional<Long> registration = Optional.empty();
    private Instant next = Instant.MIN;
    private Instant sooner = Instant.MAX;

    PollSchedule(
            AgentIdentity identity,
            String session,
            AgentSettings settings,
            List<StaticAccount> accounts,
            RandomGenerator random) {
        this.identity = identity;
        this.session = session;
        this.settings = settings;
        this.declarations = new Declarations(accounts);
        this.random = random;
        this.exchange = new RequestCycle("polls", random);
    }

    /**
     * The progress of the agent when it polls.
     *
     * @param revision the newest applied revision; empty asks for the complete list
     * @param cachingRevision the newest revision by whose list the agent caches; empty when no list counts
     * @param leaseHeld how long the agent's lease still holds
     * @param capacity how many further starts the agent takes
     */
    record Progress(Optional<Long> revision, Optional<Long> cachingRevision, Duration leaseHeld, int capacity) {}

    Instant wake() {
        Instant possible = exchange.wake();
        return exchange.underWay() || possible.isAfter(planned()) ? possible : planned();
    }

    private Instant planned() {
        return next.isBefore(sooner) ? next : sooner;
    }

    /** Returns the poll that is due, if any. */
    Optional<SessionCommand> next(Progress progress, Instant now) {
        if (exchange.overdue(now) && exchange.consume(exchange.number())) {
            failed(RequestCycle.SILENCE, now);
        }
        if (!exchange.free(now) || now.isBefore(planned())) {
            return Optional.empty();
        }
        // This poll answers every earlier request for a sooner poll; later requests count for the next.
        sooner = Instant.MAX;
        PollRequest body = new PollRequest(
                identity.zoneId(),
                session,
                progress.revision().orElse(null),
                progress.capacity(),
                settings.version(),
                settings.secretEngines(),
                declarations.send(now).orElse(null));
        int protocol = negotiation.next(now);
        if (protocol >= ProtocolNegotiation.WITH_CACHING) {
            body = body.caching(progress.cachingRevision(), progress.leaseHeld());
        }
        if (protocol >= ProtocolNegotiation.WITH_REGISTRATION) {
            body = body.registered(registration);
        }
        return Optional.of(new SessionCommand.Poll(exchange.send(now), body));
    }

    boolean consume(long request) {
        return exchange.consume(request);
    }

    /** Returns the number of the newest poll. */
    long number() {
        return exchange.number();
    }

    /** Returns when the newest poll was sent. */
    Instant sent() {
        return exchange.sent();
    }

    void answered(PollAnswer answer, boolean incomplete, Instant now) {
        exchange.succeeded();
        negotiation.answered(answer);
        registration = Optional.ofNullable(answer.registration()).or(() -> registration);
        declarations.answered(answer);
        Duration after = incomplete && answer.pollAfter().compareTo(SOON) > 0 ? SOON : answer.pollAfter();
        next = now.plus(jittered(after));
    }

    void failed(ControlPlaneAnswer.Unanswered<?> failure, Instant now) {
        exchange.failed(failure, now);
        if (failure instanceof ControlPlaneAnswer.Refused<?> refused) {
            negotiation.refused(refused.status(), now);
        }
        declarations.unanswered();
        next = now;
    }

    /** Moves the next poll to this time from now if that is sooner than planned. */
    void sooner(Duration after, Instant now) {
        Instant time = now.plus(jittered(after));
        if (time.isBefore(sooner)) {
            sooner = time;
        }
    }

    void declare(List<StaticAccount> now, Instant time) {
        if (declarations.change(now)) {
            sooner(Duration.ZERO, time);
        }
    }

    /** Returns the names of the declared accounts that the control plane has accepted. */
    Set<String> acceptedDeclarations() {
        return declarations.accepted();
    }

    private Duration jittered(Duration interval) {
        long millis = Math.round(interval.toMillis() * (1 - JITTER + 2 * JITTER * random.nextDouble()));
        return Duration.ofMillis(Math.max(SHORTEST.toMillis(), millis));
    }
}
