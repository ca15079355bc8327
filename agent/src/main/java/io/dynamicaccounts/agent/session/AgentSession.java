package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.AgentEnd;
import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.AgentStatus;
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
 * <p>It polls, and the answer's list is its complete desired state: it fetches the definitions of what it does not
 * watch yet, starts as many at once as it may, stops what the list does not name, and reports what came of each. It
 * acknowledges a list's revision once nothing is left that the list does not name. By which list it caches it says as
 * soon as it has taken it, for it lets go of caching before it polls, however long a watch takes to stop. Without an
 * answer it goes on watching, retries with growing pauses, and stops caching when its lease runs out; turned away, as
 * by a zone that is full, it does the same. When another process takes its id it stops everything and ends.
 *
 * <p>It has no thread, no clock and no network of its own: the same events at the same times with the same random numbers give the
 * same commands. Not thread-safe: one caller at a time. It holds definitions only from their arrival to the start.
 *
 * <p>The rules are those of the control plane's agent protocol: losing any one answer, or replaying one, leads to no wrong state.
 */
public final class AgentSession {

    private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);

    /** Longer than it takes, as installations are configured, until who could not watch something is asked again. */
    private static final Duration LISTED_AGAIN = Duration.ofMinutes(15);

    private final AgentIdentity identity;
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
    private final SessionShutdown farewell;
    private Optional<Long> applied = Optional.empty();
    private Instant listed = Instant.MIN;
    private Instant wake = Instant.MAX;

    /**
     * @param declared the accounts that the agent's own configuration declares
     * @param clock must not be set back while the agent lives, or it would cache beyond its lease
     */
    public AgentSession(
            AgentIdentity identity,
            AgentSettings settings,
            List<StaticAccount> declared,
            InstantSource clock,
            RandomGenerator random) {
        this.identity = identity;
        this.clock = clock;
        this.session = new UUID(random.nextLong(), random.nextLong()).toString();
        this.polls = new PollSchedule(identity, session, settings, declared, random);
        this.lease = new PollLease(clock);
        this.queue = new DefinitionQueue(settings.maxConcurrentStarts());
        Outbox outbox = new Outbox(this::reportHeard);
        this.definitions = new DefinitionRequests(queue, random);
        this.reports = new ReportSender(outbox, random);
        this.watches = new Watches(settings, random, commands::add, queue, outbox);
        this.farewell = new SessionShutdown(settings.endTimeout());
    }

    private void reportHeard(String account) {
        watches.reportHeard(account, polls.number());
    }

    /** The first commands. */
    public List<SessionCommand> begin() {
        return on(new SessionEvent.Woken());
    }

    /** What is to be done now that this has happened, in order. */
    public List<SessionCommand> on(SessionEvent event) {
        if (farewell.over()) {
            return List.of();
        }
        Instant now = clock.instant();
        watches.tick(now);
        switch (event) {
            case SessionEvent.Polled polled -> polled(polled, now);
            case SessionEvent.Defined defined -> defined(defined, now);
            case SessionEvent.Reported reported -> reported(reported, now);
            case SessionEvent.SaidGoodbye _ -> farewell.said();
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
        if (!polls.consume(polled.request()) || farewell.begun()) {
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
            watches.apply(answer.assignments(), poll, grant());
            if (answer.tellsFailures()) {
                watches.correct(answer.assignments(), poll);
            }
        }
    }

    private void defined(SessionEvent.Defined defined, Instant now) {
        if (!definitions.consume(defined.request()) || farewell.begun()) {
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
        if (!reports.consume(reported.request()) || farewell.begun()) {
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
        if (farewell.begin(ending, now)) {
            queue.clear();
            watches.apply(List.of(), 0, new CachingPermit.Off());
        }
    }

    /** Whatever happened: what has fallen due, in the order in which it must be done. */
    private void settle(Instant now) {
        watches.grant(grant());
        if (farewell.begun()) {
            farewell.next(watches.accounts().isEmpty(), now).ifPresent(commands::add);
            wakeAt(earliest(farewell.wake(), watches.nextAlarm()), now);
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
        // Without a list that counts there is nothing to acknowledge, and leaving it out asks for one.
        Optional<Long> revision = desired.revision();
        Optional<Long> said = asksAgain(now) ? Optional.empty() : revision.flatMap(_ -> applied);
        // A list is caught up with in caching as soon as it is taken: the commands to let go come before the poll.
        PollSchedule.Progress progress = new PollSchedule.Progress(said, revision, lease.held(now), watches.capacity());
        polls.next(progress, now).ifPresent(commands::add);
        Instant lapse = lease.holds() ? lease.until() : Instant.MAX;
        wakeAt(earliest(polls.wake(), definitions.wake(), reports.wake(), lapse, watches.nextAlarm()), now);
    }

    /** The list that would have told it to report a failure once more may have been lost, and nothing else asks it again. */
    private boolean asksAgain(Instant now) {
        return !now.isBefore(listed.plus(LISTED_AGAIN)) && watches.anyFailed();
    }

    /** What those get that the list names as caching. */
    private CachingPermit grant() {
        Optional<Long> epoch = desired.epoch().filter(_ -> desired.current() && lease.holds());
        return epoch.<CachingPermit>map(number -> new CachingPermit.Granted(number, lease))
                .orElseGet(CachingPermit.Off::new);
    }

    private void wakeAt(Instant time, Instant now) {
        Instant next = time.isBefore(now) ? now : time;
        if (!farewell.over() && !next.equals(wake) && !next.equals(Instant.MAX)) {
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

    /** What it does at this moment. */
    public AgentStatus status() {
        return AccountCounts.of(session, applied, desired.epoch(), watches.accounts());
    }
}
