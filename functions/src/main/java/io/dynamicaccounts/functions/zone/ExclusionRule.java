package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which members of a zone are excluded from caching an account, by the members' reports about the account.
 * Members that cannot watch the account are excluded once one of them is selected and another member watches. An
 * exclusion is kept until no other member is left to cache, or until a newer epoch has settled and the excluded
 * member watches, so that the zone's accounts spread evenly again.
 */
public final class ExclusionRule {

    private ExclusionRule() {}

    /** Returns the exclusions that should hold; the assignment's own where no change is needed. */
    public static CachingExclusions next(Zone zone, Assignment assignment) {
        CachingExclusions present = assignment.exclusions();
        Set<Long> failing = zone.members().stream()
                .filter(member -> lastReported(assignment, member, ReportedResult.FAILED))
                .map(Member::registration)
                .collect(Collectors.toSet());
        boolean nothingToChange = failing.isEmpty() && present.excluded().isEmpty();
        if (nothingToChange || assignment.state().work() != Work.WATCH || !isWatched(zone, assignment)) {
            return present;
        }
        Optional<Member> selected = CacherSelection.select(zone.members(), present.excluded(), assignment.account());
        boolean cannot =
                selected.map(member -> failing.contains(member.registration())).orElse(true);
        if (cannot || rebalances(zone, assignment, failing, selected)) {
            return failing.equals(present.excluded()) ? present : present.change(zone.epoch(), failing);
        }
        return present;
    }

    /** Returns exclusions without any excluded member; the assignment's own where they already exclude none. */
    public static CachingExclusions lifted(Zone zone, Assignment assignment) {
        CachingExclusions present = assignment.exclusions();
        return present.excluded().isEmpty() ? present : present.change(zone.epoch(), Set.of());
    }

    /**
     * Returns whether hashing would select a member that was excluded before the last epoch settled and that watches
     * now.
     */
    private static boolean rebalances(Zone zone, Assignment assignment, Set<Long> failing, Optional<Member> selected) {
        CachingExclusions present = assignment.exclusions();
        if (present.pending() || present.excluded().isEmpty() || !zone.roster().isSettled()) {
            return false;
        }
        Optional<Member> chosen = CacherSelection.select(zone.members(), failing, assignment.account());
        return present.epoch() < zone.roster().settledEpoch()
                && !chosen.equals(selected)
                && chosen.filter(member -> lastReported(assignment, member, ReportedResult.WATCHING))
                        .isPresent();
    }

    private static boolean isWatched(Zone zone, Assignment assignment) {
        return zone.members().stream().anyMatch(member -> lastReported(assignment, member, ReportedResult.WATCHING));
    }

    private static boolean lastReported(Assignment assignment, Member member, ReportedResult result) {
        return assignment.lastReported(member.registration(), result);
    }
}
