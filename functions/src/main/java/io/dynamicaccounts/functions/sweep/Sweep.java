package io.dynamicaccounts.functions.sweep;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.SweepMark;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.transition.TombstoneCleanup;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.DeadZoneFollowUp;
import io.dynamicaccounts.functions.zone.DeclarationWithdrawal;
import io.dynamicaccounts.functions.zone.RosterChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles what no agent reports: fences stale agents, moves the accounts of their zones, and processes due accounts.
 * The work of a sweep follows from the stored state and never from the moment of a change, so the next sweep
 * finishes the work of a sweep that died, and two concurrent sweeps do no harm. All times are the control plane's.
 * The cost of a sweep grows with agents and due work, not with accounts.
 */
public final class Sweep implements Function<Sweep.Request, Sweep.Result> {

    /** The actor that the history names for the sweep's transitions. */
    public static final String ACTOR = "sweep";

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /**
     * How long a call may still run that began before its agent was fenced. After this time the zone's accounts are
     * followed up once more, so that the writes of such a call are included.
     */
    private static final Duration LATE_CALLS = Duration.ofMinutes(2);

    private final WriteContext context;
    private final RosterChanges rosterChanges;
    private final DeadZoneFollowUp deadZone;
    private final DueWork dueWork;
    private final DeclarationWithdrawal withdrawal;
    private final FurtherWork furtherWork;
    private final Settings settings;

    /** What becomes due besides accounts. */
    @FunctionalInterface
    public interface FurtherWork {
        /** Does what is due while time is left; returns whether nothing due was left. */
        boolean take(BooleanSupplier timeLeft);
    }

    /** Builds the function over the shared components. */
    public Sweep(SharedComponents shared) {
        this.context = shared.context();
        this.rosterChanges = shared.rosterChanges();
        this.deadZone = new DeadZoneFollowUp(context);
        this.dueWork = new DueWork(context);
        this.withdrawal = new DeclarationWithdrawal(context);
        this.furtherWork = shared.furtherWork();
        this.settings = shared.settings();
    }

    /**
     * Asks for one run.
     *
     * @param budget how long the run may take; the next run continues with the rest
     */
    public record Request(Duration budget) {}

    /**
     * The result of a run.
     *
     * @param agents the number of live agents
     * @param fenced the number of agents that were marked as gone
     * @param followed the number of accounts that moved because the last agent of their zone died
     * @param due the number of accounts that were processed because they were due
     * @param distrust the reason why the sweep distrusts; empty where it does not
     * @param complete whether the run finished all its work
     */
    public record Result(int agents, int fenced, int followed, int due, Optional<String> distrust, boolean complete) {}

    @Override
    public Result apply(Request request) {
        Instant now = context.now();
        Instant end = now.plus(request.budget());
        BooleanSupplier timeLeft = () -> context.now().isBefore(end);

        List<Heartbeat> heartbeats = context.store().heartbeats().all();
        List<Heartbeat> live = heartbeats.stream()
                .filter(heartbeat -> !heartbeat.gone() && !settings.isStale(heartbeat, now))
                .toList();
        var liveZones = new TreeSet<ZoneId>();
        live.forEach(heartbeat -> liveZones.add(heartbeat.zone()));
        Optional<SweepMark> last = context.store().sweepMarks().read();
        SweepMark mark = OutageDetector.evaluate(last, liveZones, live.size(), settings, timeout(heartbeats), now);
        context.store().sweepMarks().write(mark);

        boolean distrusts = mark.distrustUntil().isPresent();
        logTrustChange(last.flatMap(SweepMark::distrustUntil), mark);
        List<Heartbeat> fenced = distrusts ? List.of() : fence(heartbeats, now);
        Progress progress = distrusts ? new Progress(0, true) : followUp(heartbeats, fenced, now, timeLeft);
        DueWork.Done done = dueWork.take(distrusts, now, timeLeft);
        boolean further = furtherWork.take(timeLeft);
        expire(now);
        return new Result(
                live.size(),
                fenced.size(),
                progress.moved(),
                done.accounts(),
                mark.reason(),
                progress.complete() && done.complete() && further);
    }

    /** Logs when distrust begins, is prolonged or ends, and logs nothing at the sweeps in between. */
    private static void logTrustChange(Optional<Instant> before, SweepMark mark) {
        if (before.equals(mark.distrustUntil())) {
            return;
        }
        mark.distrustUntil()
                .ifPresentOrElse(
                        until -> LOG.warn(
                                "the sweep does not trust what it sees and takes no agent for dead until {}: {}",
                                until,
                                mark.reason().orElse("")),
                        () -> LOG.info("the sweep trusts what it sees again"));
    }

    /** Follows up one zone at once, after an agent of the zone was disconnected. */
    public void followUp(ZoneId zone) {
        Instant now = context.now();
        followUpZone(zone, context.store().heartbeats().in(zone), now, () -> true);
    }

    /** Returns the longest timeout of any agent of the fleet. */
    private Duration timeout(List<Heartbeat> heartbeats) {
        return heartbeats.stream()
                .map(heartbeat -> settings.timeoutAt(heartbeat.interval()))
                .reduce(settings.heartbeatTimeout(), (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private List<Heartbeat> fence(List<Heartbeat> heartbeats, Instant now) {
        var fenced = new ArrayList<Heartbeat>();
        for (Heartbeat heartbeat : heartbeats) {
            if (!heartbeat.gone()
                    && settings.isStale(heartbeat, now)
                    && context.store().heartbeats().fence(heartbeat, now)) {
                LOG.info(
                        "agent {} of zone {} was last seen {}: fenced",
                        heartbeat.agent(),
                        heartbeat.zone(),
                        heartbeat.lastSeen());
                fenced.add(heartbeat);
            }
        }
        return fenced;
    }

    private record Progress(int moved, boolean complete) {}

    private Progress followUp(
            List<Heartbeat> heartbeats, List<Heartbeat> fenced, Instant now, BooleanSupplier timeLeft) {
        var zones = new TreeSet<ZoneId>();
        heartbeats.stream().filter(Heartbeat::gone).forEach(gone -> zones.add(gone.zone()));
        fenced.forEach(gone -> zones.add(gone.zone()));
        int moved = 0;
        for (ZoneId zone : zones) {
            if (!timeLeft.getAsBoolean()) {
                return new Progress(moved, false);
            }
            Progress progress = followUpZone(zone, context.store().heartbeats().in(zone), now, timeLeft);
            moved += progress.moved();
            if (!progress.complete()) {
                return new Progress(moved, false);
            }
        }
        return new Progress(moved, true);
    }

    private Progress followUpZone(ZoneId zone, List<Heartbeat> heartbeats, Instant now, BooleanSupplier timeLeft) {
        List<Heartbeat> gone = heartbeats.stream().filter(Heartbeat::gone).toList();
        Zone roster = rosterChanges.removeDead(zone);
        boolean anyLateCallsEnded = gone.stream().anyMatch(heartbeat -> lateCallsEnded(heartbeat, now));
        if (gone.stream().allMatch(Heartbeat::departureHandled) && !anyLateCallsEnded) {
            return new Progress(0, true);
        }
        boolean hasLiveAgents = roster.hasLiveAgents();
        DeadZoneFollowUp.Progress followed =
                hasLiveAgents ? new DeadZoneFollowUp.Progress(true, 0) : deadZone.followUp(zone, ACTOR, now, timeLeft);
        boolean reconciled = !hasLiveAgents || withdrawal.reconcile(zone, ACTOR, now);
        if (followed.complete() && reconciled) {
            gone.forEach(heartbeat -> endFollowUp(heartbeat, now));
        }
        return new Progress(followed.moved(), followed.complete());
    }

    private static boolean lateCallsEnded(Heartbeat gone, Instant now) {
        return gone.goneAt().orElseThrow().plus(LATE_CALLS).isBefore(now);
    }

    private void endFollowUp(Heartbeat gone, Instant now) {
        if (lateCallsEnded(gone, now)) {
            context.store().heartbeats().delete(gone);
        } else if (!gone.departureHandled()) {
            context.store().heartbeats().markDepartureHandled(gone);
        }
    }

    private void expire(Instant now) {
        context.store().history().forgetBefore(now.minus(settings.history()));
        context.store().credentials().forgetBefore(now.minus(settings.history()));
        context.store().assignments().deleteTombstones(now.minus(TombstoneCleanup.UNREFERENCED_FOR));
    }
}
