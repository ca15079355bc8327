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
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When to poll, and what a poll says besides the revision: static accounts go with the first one, when they change, and when asked
 * for, until a poll that carries them is answered. Also an empty list is said: silence would leave the control plane
 * waiting for this agent's word before it withdraws what nobody declares any longer. Who ever declared one says so again every few
 * minutes: an earlier poll that arrived late may have said otherwise, or what was in the way of an account may be gone.
 */
final class PollSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(PollSchedule.class);

    /** Of random to either side, so that agents that started together do not poll together. */
    private static final double JITTER = 0.1;

    /** Whatever an answer says, no busy loop. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private static final Duration DECLARED_AGAIN = Duration.ofMinutes(5);

    /** How soon to ask for the list that an answer should have brought. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final AgentIdentity identity;
    private final String session;
    private final AgentSettings settings;
    private final RandomGenerator random;
    private final RequestCycle exchange;
    private final ProtocolNegotiation negotiation = new ProtocolNegotiation();
    private Optional<Long> registration = Optional.empty();
    private List<StaticAccount> accounts;
    private boolean declare = true;
    private boolean declaring;
    private boolean everDeclaredSome;
    private Instant declared = Instant.MIN;
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
        this.accounts = List.copyOf(accounts);
        this.random = random;
        this.exchange = new RequestCycle("polls", random);
    }

    /**
     * How far the agent has come when it polls.
     *
     * @param revision the newest that it has applied; empty asks for the complete list
     * @param cachingRevision the newest whose list it caches by; empty where no list counts
     * @param leaseHeld how long its lease still holds
     * @param capacity how many further starts it takes
     */
    record Progress(Optional<Long> revision, Optional<Long> cachingRevision, Duration leaseHeld, int capacity) {}

    Instant wake() {
        Instant possible = exchange.wake();
        return exchange.underWay() || possible.isAfter(planned()) ? possible : planned();
    }

    private Instant planned() {
        return next.isBefore(sooner) ? next : sooner;
    }

    /** The poll that is due, if one is. */
    Optional<SessionCommand> next(Progress progress, Instant now) {
        if (exchange.overdue(now) && exchange.consume(exchange.number())) {
            failed(RequestCycle.SILENCE, now);
        }
        if (!exchange.free(now) || now.isBefore(planned())) {
            return Optional.empty();
        }
        declaring = declare || (everDeclaredSome && !now.isBefore(declared.plus(DECLARED_AGAIN)));
        if (declaring) {
            declared = now;
            everDeclaredSome |= !accounts.isEmpty();
        }
        // What was asked for before this poll is asked for by it; what is asked for after it stands.
        declare = false;
        sooner = Instant.MAX;
        PollRequest body = new PollRequest(
                identity.zoneId(),
                session,
                progress.revision().orElse(null),
                progress.capacity(),
                settings.version(),
                settings.secretEngines(),
                declaring ? accounts : null);
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

    /** The number of the newest poll. */
    long number() {
        return exchange.number();
    }

    /** When the newest poll was sent. */
    Instant sent() {
        return exchange.sent();
    }

    void answered(PollAnswer answer, boolean incomplete, Instant now) {
        exchange.succeeded();
        negotiation.answered(answer);
        registration = Optional.ofNullable(answer.registration()).or(() -> registration);
        declare |= answer.resendStaticAccounts();
        if (answer.conflicts() != null && !answer.conflicts().isEmpty()) {
            LOG.warn("Accounts that this agent declares were not accepted: {}", answer.conflicts());
        }
        Duration after = incomplete && answer.pollAfter().compareTo(SOON) > 0 ? SOON : answer.pollAfter();
        next = now.plus(jittered(after));
    }

    void failed(ControlPlaneAnswer.Unanswered<?> failure, Instant now) {
        exchange.failed(failure, now);
        if (failure instanceof ControlPlaneAnswer.Refused<?> refused) {
            negotiation.refused(refused.status(), now);
        }
        declare |= declaring;
        next = now;
    }

    /** A report was answered with when to poll next: sooner than planned, never later. */
    void sooner(Duration after, Instant now) {
        Instant time = now.plus(jittered(after));
        if (time.isBefore(sooner)) {
            sooner = time;
        }
    }

    void declare(List<StaticAccount> now, Instant time) {
        if (!accounts.equals(now)) {
            accounts = List.copyOf(now);
            declare = true;
            sooner(Duration.ZERO, time);
        }
    }

    private Duration jittered(Duration interval) {
        long millis = Math.round(interval.toMillis() * (1 - JITTER + 2 * JITTER * random.nextDouble()));
        return Duration.ofMillis(Math.max(SHORTEST.toMillis(), millis));
    }
}
