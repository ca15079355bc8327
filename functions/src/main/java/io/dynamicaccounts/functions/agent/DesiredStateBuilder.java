package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.CacherSelection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds the complete desired state of one agent: all accounts that its zone watches, all stops, and waiting
 * accounts up to the agent's capacity, whose transitions are written before the answer names them.
 *
 * <p>The zone's revision is read before the assignments, so the list is never older than the revision it is sent
 * with. The list may claim the next revision only if this build raised the revision from exactly the one that was
 * read: then no other writer published in between.
 */
final class DesiredStateBuilder {

    /** The recorded number of a zone's accounts may be wrong by one part in this many. */
    private static final long TOLERANCE = 20;

    /** A zone with fewer accounts than this has the tolerance of a zone with this many. */
    private static final long FEW = 100;

    private final WriteContext context;
    private final AssignmentClaim claims;
    private final StopAssignment stopping;
    private final ZoneArrivals arrivals;
    private final CachingHandOver handOvers;
    private final ConfirmationRequests confirmations;
    private final StalledStarts stalledStarts;

    DesiredStateBuilder(
            WriteContext context,
            AssignmentClaim claims,
            StopAssignment stopping,
            ZoneArrivals arrivals,
            CachingHandOver handOvers) {
        this.context = context;
        this.claims = claims;
        this.stopping = stopping;
        this.arrivals = arrivals;
        this.handOvers = handOvers;
        this.confirmations = new ConfirmationRequests(context.timing());
        this.stalledStarts = new StalledStarts(context);
    }

    /**
     * The desired state of one agent.
     *
     * @param revision the revision of this list
     * @param more whether a list may soon contain accounts that this list could not: accounts beyond the capacity,
     *     or from another zone
     * @param next when the agent needs a list again although nothing changes, to be asked about an account that it
     *     could not watch; empty where there is none
     */
    record DesiredState(long revision, List<Task> tasks, boolean more, Optional<Instant> next) {

        /** Returns whether the list asks the agent to report on an account that it watches. */
        boolean wantsConfirmation() {
            return tasks.stream().anyMatch(task -> task.action() == Task.Action.WATCH && task.confirm());
        }
    }

    /** Builds the list, after it has written the transitions that the list depends on. */
    DesiredState build(Zone zone, Member self, int capacity, Instant now) {
        var assignments = new TreeMap<AccountName, Assignment>();
        context.store()
                .assignments()
                .inZone(zone.id())
                .forEach(assignment -> assignments.put(assignment.account(), assignment));

        replace(assignments, stopping.end(zone, assignments, self, now));
        replace(assignments, handOvers.exclude(zone, assignments.values()));
        stalledStarts.makeDue(zone.id(), assignments.values(), now);
        boolean takes = claims.anyToClaim(assignments, capacity, now);
        boolean stops =
                assignments.values().stream().anyMatch(current -> current.state() == AccountState.TO_DEACTIVATE);
        List<Assignment> ready = arrivals.ready(arrivals.waiting(assignments, zone, self), now);
        List<Assignment> handedOver = handOvers.ready(handOvers.waiting(assignments.values(), zone, self), zone, now);
        boolean tells = CachingHandOver.anyUnannounced(assignments.values());
        // Raised before any transition: if the answer is lost, the agent asks again with a revision that is not the
        // zone's.
        Optional<Zone> raised = takes || stops || tells || !ready.isEmpty() || !handedOver.isEmpty()
                ? context.store().zones().raiseRevisionFrom(zone.id(), zone.revision())
                : Optional.empty();
        long revision = raised.map(Zone::revision).orElse(zone.revision());
        if (stops && raised.isPresent()) {
            replace(assignments, stopping.send(zone, assignments, revision, self, now));
        }
        if (tells && raised.isPresent()) {
            replace(assignments, handOvers.announce(assignments.values(), revision));
        }
        replace(assignments, arrivals.arrive(ready));
        replace(assignments, handOvers.handOver(handedOver));
        AssignmentClaim.Claimed taken = claims.claim(zone, assignments, self, capacity, now);
        replace(assignments, taken.assignments());
        if (taken.any() && zone.members().size() > 1) {
            context.store().zones().raiseRevision(zone.id(), false);
        }
        if (zone.stopsPending() && assignments.values().stream().noneMatch(DesiredStateBuilder::isStop)) {
            context.store().zones().clearStopsPending(zone.id(), revision);
        }
        correctAccountCount(zone, revision, assignments.values());
        boolean waits = !arrivals.waiting(assignments, zone, self).isEmpty();
        boolean awaits = !handOvers.waiting(assignments.values(), zone, self).isEmpty();
        return new DesiredState(
                revision,
                tasks(assignments, zone, self, now),
                taken.more() || waits,
                awaits ? Optional.of(now) : confirmations.next(assignments.values(), zone, self, now));
    }

    /**
     * Corrects the recorded number of the zone's accounts where it is wrong by more than a twentieth; this build has
     * read them all.
     */
    private void correctAccountCount(Zone zone, long revision, Collection<Assignment> assignments) {
        long counted = assignments.stream()
                .filter(assignment -> assignment.state() != AccountState.REMOVED)
                .count();
        if (Math.abs(counted - zone.accounts()) > Math.max(FEW, counted) / TOLERANCE) {
            context.store().zones().setAccountCount(zone.id(), revision, counted);
        }
    }

    private static boolean isStop(Assignment assignment) {
        return assignment.state().work() == Work.STOP;
    }

    private static void replace(Map<AccountName, Assignment> assignments, List<Assignment> newer) {
        newer.forEach(assignment -> assignments.put(assignment.account(), assignment));
    }

    private List<Task> tasks(Map<AccountName, Assignment> assignments, Zone zone, Member self, Instant now) {
        return assignments.values().stream()
                .filter(assignment -> assignment.state().work() != Work.NONE)
                .map(assignment -> isStop(assignment)
                        ? new Task(assignment.account(), assignment.generation(), Task.Action.STOP, false, true, false)
                        : new Task(
                                assignment.account(),
                                assignment.generation(),
                                Task.Action.WATCH,
                                CacherSelection.mayCache(zone, self, assignment),
                                confirmations.isWanted(assignment, zone, self, now),
                                assignment.lastReported(self.registration(), Assignment.ReportedResult.FAILED)))
                .toList();
    }
}
