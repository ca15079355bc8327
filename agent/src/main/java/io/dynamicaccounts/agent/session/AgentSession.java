package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.AgentEnd;
import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.AgentStatus;
import io.dynamicaccounts.agent.DynamicAccounts;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import io.dynamicaccounts.agent.protocol.DefinitionsRequest;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.ReportAnswer;
import io.dynamicaccounts.agent.protocol.ReportsRequest;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import io.dynamicaccounts.agent.watch.CachingPermit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of an agent, from its first poll to its goodbye, as a state machine: events in, commands out.
 *
 * <p>The session polls, and the list in the answer is its complete desired state: the session fetches the definitions
 * of accounts that it does not watch yet, starts as many watches at once as the settings permit, stops watches that
 * the list does not name, and reports each result. The session acknowledges a list's revision once no watch is left
 * that the list does not name. The session states by which list it caches as soon as it has taken the list, because
 * caching ends before the next poll, however long a watch takes to stop. Without an answer the session goes on
 * watching, retries with growing pauses, and stops caching when its lease runs out. A session that is turned away, as
 * by a full zone, does the same. When another process takes the agent's id, the session stops everything and ends.
 *
 * <p>A session has no thread, no clock and no network of its own: the same events at the same times with the same
 * random numbers give the same commands. Not thread-safe: one caller at a time. A session holds a definition only
 * from its arrival to the start of the watch.
 *
 * <p>The rules are those of the control plane's agent protocol: an answer that is lost or replayed leads to no wrong
 * state.
 */
public final class AgentSession {

    private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);

    /**
     * In usual configurations, longer than a control plane waits before it asks an agent again whose watch failed.
     */
    private static final Duration LISTED_AGAIN = Duration.ofMinutes(15);

    private final AgentIdentity identity;
    private final DynamicAccounts dynamicAccounts;
    private final InstantSource clock;
    private final String session;
    private final List<SessionCommand> commands = new ArrayList<>();
    private final DefinitionRequests definitions;
    private final ReportSender reports;
    private final PollSchedule polls;
    private final NewestList desired = new NewestList();
    private final PollLease lease;
    private final DefinitionQueue queue;
    private final Watches watches;
    private final OwnAccounts own;
    private final SessionShutdown shutdown;
    private Optional<Long> applied = Optional.empty();
    private Instant listed = Instant.MIN;
    private Instant wake = Instant.MAX;

    /**
     * Creates a session.
     *
     * @param declared the accounts that the agent's own configuration declares
     * @param clock must not be set back while the agent runs, because the agent would then cache beyond its lease
     */
    public AgentSession(
            AgentIdentity identity,
            AgentSettings settings,
            List<StaticAccount> declared,
            InstantSource clock,
            RandomGenerator random) {
        this.identity = identity;
        this.dynamicAccounts = settings.dynamicAccounts();
        this.clock = clock;
        this.session = new UUID(random.nextLong(), random.nextLong()).toString();
        this.polls = new PollSchedule(identity, session, settings, declared, random);
        this.lease = new PollLease(clock);
        this.queue = new DefinitionQueue(settings.maxConcurrentStarts());
        Outbox outbox = new Outbox(this::reportHeard);
        this.definitions = new DefinitionRequests(queue, random);
        this.reports = new ReportSender(outbox, random);
        this.watches = new Watches(settings, random, commands::add, queue, outbox);
        this.own = new OwnAccounts(outbox::add);
        this.shutdown = new SessionShutdown(settings.endTimeout());
    }

    private void reportHeard(String account) {
        watches.reportHeard(account, polls.number());
    }

    /** Returns the first commands. */
    public List<SessionCommand> begin() {
        return on(new SessionEvent.Woken());
    }

    /** Takes an event and returns the commands that follow from it, in order. */
    public List<SessionCommand> on(SessionEvent event) {
        if (shutdown.over()) {
            return List.of();
        }
        Instant now = clock.instant();
        watches.tick(now);
        switch (event) {
            case SessionEvent.Polled polled -> polled(polled, now);
            case SessionEvent.Defined defined -> defined(defined, now);
            case SessionEvent.Reported reported -> reported(reported, now);
            case SessionEvent.SaidGoodbye _ -> shutdown.said();
            case SessionEvent.Watching watching -> watches.watching(watching.watch(), watching.facts());
            case SessionEvent.WatchFailed failed -> watches.watchFailed(failed.watch(), failed.reason());
            case SessionEvent.WatchStopped stopped -> watches.watchStopped(stopped.watch());
            case SessionEvent.StopFailed failed -> watches.stopFailed(failed.watch(), failed.reason());
            case SessionEvent.Declared declared -> polls.declare(declared.accounts(), now);
            case SessionEvent.EndAsked _ -> end(new AgentEnd(AgentEnd.Reason.ASKED, "asked to end"), now);
            case SessionEvent.Woken _ -> wake = Instant.MAX;
        }
        settle(now);
        List<SessionCommand> result = List.copyOf(commands);
        commands.clear();
        return result;
    }

    private void polled(SessionEvent.Polled polled, Instant now) {
        if (!polls.consume(polled.request()) || shutdown.begun()) {
            return;
        }
        switch (polled.answer()) {
            case ControlPlaneAnswer.Answered<PollAnswer>(PollAnswer answer) -> take(answer, polled.request(), now);
            case ControlPlaneAnswer.Superseded<PollAnswer>(String detail) -> superseded(detail, now);
            case ControlPlaneAnswer.Unanswered<PollAnswer> failure -> polls.failed(failure, now);
        }
    }

    private void take(PollAnswer answer, long poll, Instant now) {
        lease.renew(polls.sent(), answer.lease());
        NewestList.Verdict verdict = desired.judge(answer);
        polls.answered(answer, verdict == NewestList.Verdict.INCOMPLETE, now);
        if (verdict == NewestList.Verdict.TAKE && answer.assignments() != null) {
            listed = now;
            applied = applied.filter(revision -> revision <= answer.revision());
            List<AssignedAccount> list = watched(answer.assignments(), answer);
            watches.apply(list, poll, grant());
            if (answer.tellsFailures()) {
                watches.correct(list, poll);
            }
        }
    }

    private List<AssignedAccount> watched(List<AssignedAccount> assignments, PollAnswer answer) {
        return switch (dynamicAccounts) {
            case ON -> assignments;
            case OFF -> own.only(assignments, polls.acceptedDeclarations(), answer);
        };
    }

    private void defined(SessionEvent.Defined defined, Instant now) {
        if (!definitions.consume(defined.request()) || shutdown.begun()) {
            return;
        }
        switch (defined.answer()) {
            case ControlPlaneAnswer.Answered<DefinitionsAnswer>(DefinitionsAnswer answer) ->
                decided(definitions.answered(answer, now));
            case ControlPlaneAnswer.Superseded<DefinitionsAnswer>(String detail) -> superseded(detail, now);
            case ControlPlaneAnswer.Unanswered<DefinitionsAnswer> failure -> decided(definitions.failed(failure, now));
        }
    }

    private void decided(DefinitionRequests.Decided decided) {
        decided.denied().forEach(watches::denied);
        decided.failed().forEach(watches::undefined);
    }

    private void reported(SessionEvent.Reported reported, Instant now) {
        if (!reports.consume(reported.request()) || shutdown.begun()) {
            return;
        }
        switch (reported.answer()) {
            case ControlPlaneAnswer.Answered<ReportAnswer>(ReportAnswer answer) -> {
                if (!answer.stale().isEmpty()) {
                    LOG.info("Reports that came too late to matter: {}", answer.stale());
                }
                reports.delivered();
                answer.pollAfter().ifPresent(after -> polls.sooner(after, now));
            }
            case ControlPlaneAnswer.Superseded<ReportAnswer>(String detail) -> superseded(detail, now);
            case ControlPlaneAnswer.Unanswered<ReportAnswer> failure -> reports.failed(failure, now);
        }
    }

    private void superseded(String detail, Instant now) {
        LOG.error("Superseded, ending: {}", detail);
        end(new AgentEnd(AgentEnd.Reason.SUPERSEDED, detail), now);
    }

    private void end(AgentEnd ending, Instant now) {
        if (shutdown.begin(ending, now)) {
            queue.clear();
            watches.apply(List.of(), 0, new CachingPermit.Off());
        }
    }

    /** Adds the commands that are due after any event, in the order in which they must be carried out. */
    private void settle(Instant now) {
        watches.grant(grant());
        if (shutdown.begun()) {
            shutdown.next(watches.accounts().isEmpty(), now).ifPresent(commands::add);
            wakeAt(earliest(shutdown.wake(), watches.nextAlarm()), now);
            return;
        }
        watches.begin();
        definitions
                .next(now)
                .ifPresent(request -> commands.add(new SessionCommand.Define(
                        request.number(), new DefinitionsRequest(identity.zoneId(), session, request.accounts()))));
        reports.next(now)
                .ifPresent(batch -> commands.add(new SessionCommand.Report(
                        batch.number(), new ReportsRequest(identity.zoneId(), session, batch.reports()))));
        if (watches.conform()) {
            applied = desired.revision().or(() -> applied);
        }
        // Without a list that counts there is nothing to acknowledge, and a poll without a revision asks for a list.
        Optional<Long> revision = desired.revision();
        Optional<Long> said = asksAgain(now) ? Optional.empty() : revision.flatMap(_ -> applied);
        // Caching follows a list as soon as the list is taken: the commands that end caching come before the poll.
        PollSchedule.Progress progress = new PollSchedule.Progress(said, revision, lease.held(now), watches.capacity());
        polls.next(progress, now).ifPresent(commands::add);
        Instant lapse = lease.holds() ? lease.until() : Instant.MAX;
        wakeAt(earliest(polls.wake(), definitions.wake(), reports.wake(), lapse, watches.nextAlarm()), now);
    }

    /**
     * Returns whether to ask for the complete list again: a lost list may have asked for a report of a failure once
     * more.
     */
    private boolean asksAgain(Instant now) {
        return !now.isBefore(listed.plus(LISTED_AGAIN)) && watches.anyFailed();
    }

    /** Returns the permit of the accounts that the list names as caching. */
    private CachingPermit grant() {
        Optional<Long> epoch = desired.epoch().filter(_ -> desired.current() && lease.holds());
        return epoch.<CachingPermit>map(number -> new CachingPermit.Granted(number, lease))
                .orElseGet(CachingPermit.Off::new);
    }

    private void wakeAt(Instant time, Instant now) {
        Instant next = time.isBefore(now) ? now : time;
        if (!shutdown.over() && !next.equals(wake) && !next.equals(Instant.MAX)) {
            wake = next;
            commands.add(new SessionCommand.WakeAt(next));
        }
    }

    private static Instant earliest(Instant... times) {
        Instant result = Instant.MAX;
        for (Instant time : times) {
            result = time.isBefore(result) ? time : result;
        }
        return result;
    }

    /** Returns what the session does at this moment. */
    public AgentStatus status() {
        return AccountCounts.of(session, applied, desired.epoch(), watches.accounts());
    }
}
