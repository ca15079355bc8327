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
 * Hands the caching of single accounts over from an agent that cannot watch them to one that can: excludes the first, sends lists that
 * say so, and names the second once all agents of the zone cache by those lists. Each step is a conditional write, and any poll takes
 * the next one.
 */
final class CachingHandOver {

    private final WriteContext context;
    private final Exclusions exclusions;

    CachingHandOver(WriteContext context, Exclusions exclusions) {
        this.context = context;
        this.exclusions = exclusions;
    }

    /** Excludes from each of these whom the reports say, and returns those that changed. */
    List<Assignment> exclude(Zone zone, Collection<Assignment> assignments) {
        return assignments.stream()
                .flatMap(assignment -> exclude(zone, assignment).stream())
                .toList();
    }

    /** Excludes whom the reports say, and returns the assignment if that changed it. */
    Optional<Assignment> exclude(Zone zone, Assignment assignment) {
        CachingExclusions next = switch (exclusions) {
            case ON -> ExclusionRule.next(zone, assignment);
            case OFF -> ExclusionRule.lifted(zone, assignment);
        };
        return next.equals(assignment.exclusions()) ? Optional.empty() : replace(assignment, next);
    }

    /** Returns whether one of these was changed, and no list is known yet that tells of it. */
    static boolean anyUnannounced(Collection<Assignment> assignments) {
        return assignments.stream()
                .anyMatch(assignment -> assignment.exclusions().unannounced());
    }

    /** Notes that all lists from this revision on tell of the changes that were read, and returns what was noted. */
    List<Assignment> announce(Collection<Assignment> assignments, long revision) {
        return assignments.stream()
                .filter(assignment -> assignment.exclusions().unannounced())
                .flatMap(assignment ->
                        replace(assignment, assignment.exclusions().announced(revision)).stream())
                .toList();
    }

    /** Returns what this agent is to cache once nobody caches it any more by what was told before. */
    List<Assignment> waiting(Collection<Assignment> assignments, Zone zone, Member self) {
        return assignments.stream()
                .filter(assignment -> assignment.exclusions().pending())
                .filter(assignment -> CacherSelection.isSelected(zone, self, assignment))
                .toList();
    }

    /**
     * Returns those of the expected ones that nobody may cache any more by what was told before. A zone that was read before the telling
     * revision says nothing of it: somebody may have joined since.
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

    /** Notes that they are handed over, and returns those that are. */
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
