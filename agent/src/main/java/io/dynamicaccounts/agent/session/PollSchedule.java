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
 * Decides when to poll, and what a poll states besides the revision. Static accounts are part of the first poll, of
 * polls after a change, and of polls after a request for them, until a poll with them is answered. An empty list is
 * sent too: without a declaration the control plane would wait for this agent before it withdraws accounts that no
 * agent declares any more. An agent that has ever declared an account repeats its declaration every few minutes,
 * because an earlier poll that arrived late may have declared something else, or the reason of a conflict may be
 * gone.
 */
final class PollSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(PollSchedule.class);

    /** The random part of an interval, to either side, so that agents that started together do not poll together. */
    private static final double JITTER = 0.1;

    /** The shortest interval, so that no answer can cause a busy loop. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private static final Duration DECLARED_AGAIN = Duration.ofMinutes(5);

    /** How soon to ask for a list that was missing in an answer. */
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
        declaring = declare || (everDeclaredSome && !now.isBefore(declared.plus(DECLARED_AGAIN)));
        if (declaring) {
            declared = now;
            everDeclaredSome |= !accounts.isEmpty();
        }
        // This poll answers every earlier request for a declaration and for a sooner poll; later requests count for
        // the next.
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

    /** Moves the next poll to this time from now if that is sooner than planned. */
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
