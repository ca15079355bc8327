package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.Settings.Exclusions;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.Acknowledgements;
import io.dynamicaccounts.functions.zone.CacherSelection;
import io.dynamicaccounts.functions.zone.ExclusionRule;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Hands the caching of single accounts over from an agent that cannot watch them to an agent that can. The first
 * step excludes the failing agent, the second sends lists that name no cacher, and the last names the new cacher
 * once all agents of the zone cache by those lists. Each step is a conditional write, and any poll takes the next
 * step.
 */
final class CachingHandOver {

    private final WriteContext context;
    private final Exclusions exclusions;

    CachingHandOver(WriteContext context, Exclusions exclusions) {
        this.context = context;
        this.exclusions = exclusions;
    }

    /**
     * Excludes from caching each of these accounts the agents that reported a failure, and returns the changed
     * assignments.
     */
    List<Assignment> exclude(Zone zone, Collection<Assignment> assignments) {
        return assignments.stream()
                .flatMap(assignment -> exclude(zone, assignment).stream())
                .toList();
    }

    /**
     * Updates the exclusions of the assignment by the agents' reports, and returns the assignment if they changed.
     */
    Optional<Assignment> exclude(Zone zone, Assignment assignment) {
        CachingExclusions next = switch (exclusions) {
            case ON -> ExclusionRule.next(zone, assignment);
            case OFF -> ExclusionRule.lifted(zone, assignment);
        };
        return next.equals(assignment.exclusions()) ? Optional.empty() : replace(assignment, next);
    }

    /**
     * Returns whether the exclusions of an assignment changed and no revision is recorded yet whose lists contain
     * the change.
     */
    static boolean anyUnannounced(Collection<Assignment> assignments) {
        return assignments.stream()
                .anyMatch(assignment -> assignment.exclusions().unannounced());
    }

    /**
     * Records that all lists from this revision on contain the exclusions that were read, and returns the updated
     * assignments.
     */
    List<Assignment> announce(Collection<Assignment> assignments, long revision) {
        return assignments.stream()
                .filter(assignment -> assignment.exclusions().unannounced())
                .flatMap(assignment ->
                        replace(assignment, assignment.exclusions().announced(revision)).stream())
                .toList();
    }

    /** Returns the assignments that this agent will cache once no agent caches them by an earlier list. */
    List<Assignment> waiting(Collection<Assignment> assignments, Zone zone, Member self) {
        return assignments.stream()
                .filter(assignment -> assignment.exclusions().pending())
                .filter(assignment -> CacherSelection.isSelected(zone, self, assignment))
                .toList();
    }

    /**
     * Returns the expected assignments that no agent may cache any more by an earlier list. A zone that was read
     * before the announced revision cannot decide this, since another agent may have joined since.
     */
    List<Assignment> ready(List<Assignment> expected, Zone zone, Instant now) {
        if (expected.isEmpty() || !CacherSelection.allLeasesEnded(zone, now)) {
            return List.of();
        }
        var acknowledgements =
                new Acknowledgements(zone, context.store().heartbeats().in(zone.id()));
        return expected.stream()
                .filter(assignment -> !assignment.exclusions().unannounced())
                .filter(assignment -> assignment.exclusions().revision() <= zone.revision())
                .filter(assignment -> acknowledgements.allAcknowledgedCaching(
                        assignment.exclusions().revision()))
                .toList();
    }

    /** Records the hand-over of these assignments, and returns those whose hand-over was recorded. */
    List<Assignment> handOver(List<Assignment> ready) {
        return ready.stream()
                .flatMap(assignment ->
                        replace(assignment, assignment.exclusions().handedOver()).stream())
                .toList();
    }

    private Optional<Assignment> replace(Assignment assignment, CachingExclusions next) {
        boolean replaced = context.store()
                .assignments()
                .replaceExclusions(assignment.zone(), assignment.account(), assignment.exclusions(), next);
        return replaced ? Optional.of(assignment.withExclusions(next)) : Optional.empty();
    }
}
