package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.AgentName;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.BoundedRetry;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.Roster;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.CacherSelection;
import io.dynamicaccounts.functions.zone.DeclarationWithdrawal;
import io.dynamicaccounts.functions.zone.StopCompletion;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Takes an agent's heartbeat and answers its question in one call. An idle poll costs one write, the heartbeat, and
 * one read, the zone. Every other poll is answered with the agent's complete desired state, so a lost or repeated
 * answer does no harm.
 */
public final class Poll implements Function<Poll.Request, Poll.Result> {

    private static final Duration SOON = Duration.ofSeconds(1);

    /**
     * An agent without capacity is woken this long after its wake time, and not every second: the list may hold
     * nothing but starts.
     */
    private static final Duration FULL = Duration.ofMinutes(1);

    /** No agent may hold a longer lease, whatever an answer said. */
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    /** Each further attempt means that the agent was expelled after its heartbeat was written. */
    private static final BoundedRetry RETRY = new BoundedRetry(20);

    private final WriteContext context;
    private final Registration registration;
    private final StaticAccounts staticAccounts;
    private final DesiredStateBuilder desiredState;
    private final PollPace pace;
    private final Settings settings;
    private final WakeTimes wakes;

    /** Builds the function from the shared components. */
    public Poll(SharedComponents shared) {
        this.context = shared.context();
        this.settings = shared.settings();
        this.pace = shared.pace();
        this.registration = new Registration(context.store().heartbeats(), shared.rosterChanges(), settings);
        this.staticAccounts = new StaticAccounts(context, shared.encryption(), new DeclarationWithdrawal(context));
        this.desiredState = new DesiredStateBuilder(
                context,
                new AssignmentClaim(context),
                new StopAssignment(context, new StopCompletion(context)),
                new ZoneArrivals(context),
                new CachingHandOver(context, settings.exclusions()));
        this.wakes = new WakeTimes(context.store().heartbeats());
    }

    /**
     * One poll.
     *
     * @param revision the newest revision that this agent has applied: it no longer does anything that the revision
     *     does not name
     * @param capacity how many further starts the agent can take now
     * @param version the version that the agent reports of itself
     * @param secretEngines the engines with which the agent can resolve references
     * @param staticAccounts the definitions that the agent's own configuration declares, when the poll contains them
     * @param cachingRevision the newest revision whose list the agent has taken: it caches nothing that this list
     *     does not give it, although a watch that it should drop may not have ended; empty where the agent does not
     *     say, or has taken no list that counts
     * @param leaseHeld how long the agent may go on caching by earlier answers, counted from when it sent this poll;
     *     empty where the agent does not say
     * @param registration the number of the last registration in an answer to the agent; empty where no answer had
     *     one, or where the agent does not say
     * @param mayDeclare which accounts the agent's token lets it declare
     */
    public record Request(
            AgentId agent,
            ZoneId zone,
            SessionId session,
            OptionalLong revision,
            int capacity,
            String version,
            List<String> secretEngines,
            Optional<List<Map<String, Object>>> staticAccounts,
            OptionalLong cachingRevision,
            Optional<Duration> leaseHeld,
            OptionalLong registration,
            Predicate<AccountName> mayDeclare) {

        /** Returns the newest revision whose list the agent has certainly taken. */
        OptionalLong taken() {
            return cachingRevision.isPresent() ? cachingRevision : revision;
        }
    }

    /** The answer, or the reason why the poll was rejected. */
    public sealed interface Result {
        /**
         * The answer to an admitted agent.
         *
         * @param revision the revision that the agent may acknowledge once it has applied it
         * @param pollAfter when the agent polls next
         * @param lease how long after sending this poll the agent may go on caching without another poll
         * @param assignments the agent's complete desired state; empty when nothing has changed
         * @param registration the number of the agent's registration, which it may send in later polls; empty where
         *     it has none
         */
        record Answer(
                long revision,
                long epoch,
                Duration pollAfter,
                Duration lease,
                Optional<List<Task>> assignments,
                boolean resendStaticAccounts,
                List<Conflict> conflicts,
                OptionalLong registration)
                implements Result {}

        record Rejected(AgentRejection rejection) implements Result {}
    }

    /** A static account that was not accepted, and the reason. */
    public record Conflict(String name, String detail) {}

    @Override
    public Result apply(Request request) {
        return RETRY.run(
                () -> tryToAnswer(request),
                () -> "agent " + new AgentName(request.zone(), request.agent()) + " is being expelled too fast");
    }

    /**
     * Returns the answer; empty where the agent was expelled after its heartbeat was written, and must register
     * again.
     */
    private Optional<Result> tryToAnswer(Request request) {
        Instant now = context.now();
        Duration interval = pace.interval();
        var beat = new Heartbeats.Beat(
                request.zone(),
                request.agent(),
                request.session(),
                now,
                request.revision().orElse(0),
                request.taken().orElse(0),
                interval,
                now.plus(longestHeld(request, interval)),
                request.capacity(),
                request.version(),
                request.secretEngines());
        return switch (registration.beatOrRegister(beat, request.registration())) {
            case Registration.Admission.Rejected(AgentRejection refusal) -> Optional.of(new Result.Rejected(refusal));
            case Registration.Admission.Admitted(Heartbeat heartbeat, boolean registered) ->
                tryToAnswer(request, heartbeat, registered, interval, now);
        };
    }

    /**
     * Returns the longer of the lease that this answer gives and the lease that the agent holds: this answer may be
     * lost.
     */
    private Duration longestHeld(Request request, Duration interval) {
        Duration told = settings.leaseAt(interval);
        return request.leaseHeld()
                .map(held -> held.compareTo(LONGEST_LEASE) < 0 ? held : LONGEST_LEASE)
                .filter(held -> held.compareTo(told) > 0)
                .orElse(told);
    }

    /**
     * Returns the lease for the answer. A poll that arrives after a later one, or whose clock is behind, has stored
     * nothing: its answer gives no longer lease than the stored one.
     */
    private Duration lease(Heartbeat heartbeat, Duration interval) {
        Duration told = settings.leaseAt(interval);
        return heartbeat
                .leaseUntil()
                .map(until -> Duration.between(heartbeat.lastSeen(), until))
                .filter(stored -> stored.compareTo(told) < 0)
                .orElse(told);
    }

    private Optional<Result> tryToAnswer(
            Request request, Heartbeat heartbeat, boolean registered, Duration interval, Instant now) {
        Zone zone = context.store().zones().find(request.zone());
        Optional<Member> member =
                zone.member(request.agent()).filter(present -> present.session().equals(request.session()));
        boolean joins = member.isEmpty();
        if (joins) {
            Optional<Zone> enrolled = registration.join(zone, heartbeat);
            if (enrolled.isEmpty()) {
                return Optional.of(rejectFullZone(request, now));
            }
            zone = enrolled.get();
        }
        Zone settled = CacherSelection.settleEpochIfPossible(
                zone, context.store().zones(), context.store().heartbeats(), now);
        return settled.member(request.agent())
                .map(self -> answer(request, heartbeat, settled, self, registered || joins, interval, now));
    }

    /**
     * Returns the answer to a member of the roster.
     *
     * @param fresh whether the agent registered or joined just now: the answer then contains the complete list
     */
    private Result answer(
            Request request,
            Heartbeat heartbeat,
            Zone read,
            Member self,
            boolean fresh,
            Duration interval,
            Instant now) {
        Zone zone = read;
        Optional<StaticAccounts.ListResult> listed = Optional.empty();
        if (request.staticAccounts().isPresent()) {
            var list = CheckedDeclarations.check(request.staticAccounts().get(), request.mayDeclare());
            listed = Optional.of(staticAccounts.take(zone, self, list, now));
            zone = context.store().zones().find(request.zone());
        }
        Instant wokenBy = request.capacity() > 0 ? now : now.minus(FULL);
        boolean woken = heartbeat.wakeAt().filter(at -> !at.isAfter(wokenBy)).isPresent();
        boolean acknowledges = zone.stopsPending() && heartbeat.acknowledged() != heartbeat.acknowledgedBefore();
        boolean list = fresh
                || woken
                || acknowledges
                || listed.isPresent()
                || request.revision().isEmpty()
                || request.taken().orElse(0) != zone.revision();
        Duration idle =
                zone.roster().isSettled() ? until(heartbeat.wakeAt(), interval, now) : unsettled(zone, interval, now);
        return list
                ? complete(request, heartbeat, zone, self, interval, listed, now)
                : new Result.Answer(
                        zone.revision(),
                        zone.epoch(),
                        idle,
                        lease(heartbeat, interval),
                        Optional.empty(),
                        false,
                        List.of(),
                        OptionalLong.of(heartbeat.registration()));
    }

    private Result complete(
            Request request,
            Heartbeat heartbeat,
            Zone zone,
            Member self,
            Duration interval,
            Optional<StaticAccounts.ListResult> listed,
            Instant now) {
        StaticAccounts.Remaining left = listed.map(taken -> new StaticAccounts.Remaining(false, taken.unfinished()))
                .orElseGet(() -> staticAccounts.finishWithdrawals(zone, self, now));
        DesiredStateBuilder.DesiredState drawn = desiredState.build(zone, self, request.capacity(), now);
        wakes.setAfterList(
                heartbeat, drawn.more() ? Optional.of(now.plus(SOON)) : nextLook(heartbeat, drawn, left, now), now);
        return new Result.Answer(
                drawn.revision(),
                zone.epoch(),
                drawn.more() ? SOON : unsettled(zone, interval, now),
                lease(heartbeat, interval),
                Optional.of(drawn.tasks()),
                left.missing(),
                listed.map(StaticAccounts.ListResult::conflicts).orElse(List.of()),
                OptionalLong.of(heartbeat.registration()));
    }

    private Result rejectFullZone(Request request, Instant now) {
        context.store().heartbeats().leave(request.zone(), request.agent(), request.session(), now);
        return new Result.Rejected(new AgentRejection.ZoneFull("zone " + request.zone() + " has "
                + Settings.MAX_AGENTS_OF_ZONE + " agents, the most a zone can hold"));
    }

    /**
     * Returns how long until the agent polls next: while no agent may cache some accounts, agents poll as soon as
     * that may change.
     */
    private static Duration unsettled(Zone zone, Duration interval, Instant now) {
        if (zone.roster().isSettled()) {
            return interval;
        }
        Optional<Instant> lastRunsOut = zone.roster().departed().stream()
                .map(Roster.Departed::leaseEnd)
                .filter(until -> until.isAfter(now))
                .max(Comparator.naturalOrder());
        return until(lastRunsOut.map(at -> at.plus(SOON)).or(() -> Optional.of(now)), interval, now);
    }

    /**
     * Returns when the agent needs a list again. A confirmation that this answer asks for is asked again unless a
     * report arrives: the answer may be lost.
     */
    private Optional<Instant> nextLook(
            Heartbeat heartbeat, DesiredStateBuilder.DesiredState drawn, StaticAccounts.Remaining left, Instant now) {
        Optional<Instant> asksAgain = drawn.wantsConfirmation() || left.unfinished()
                ? Optional.of(now.plus(settings.timing().activationTimeout()))
                : Optional.empty();
        return Stream.of(heartbeat.wakeAt().filter(at -> at.isAfter(now)), asksAgain, drawn.next())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private static Duration until(Optional<Instant> wakeAt, Duration interval, Instant now) {
        Duration ahead = wakeAt.map(at -> Duration.between(now, at)).orElse(interval);
        return ahead.compareTo(SOON) < 0 ? SOON : ahead.compareTo(interval) < 0 ? ahead : interval;
    }
}
