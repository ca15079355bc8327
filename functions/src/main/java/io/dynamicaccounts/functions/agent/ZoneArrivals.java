package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.CacherSelection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accounts that came from another zone: cached here only once nobody there may cache them any more. */
final class ZoneArrivals {

    private final WriteContext context;

    ZoneArrivals(WriteContext context) {
        this.context = context;
    }

    /** The accounts that this agent is to cache and that still wait for the agents of a zone they left. */
    List<Assignment> waiting(Map<AccountName, Assignment> assignments, Zone zone, Member self) {
        return assignments.values().stream()
                .filter(assignment -> !assignment.leftZones().isEmpty())
                .filter(assignment -> assignment.state().work() == Work.WATCH)
                .filter(assignment -> CacherSelection.isSelected(zone, self, assignment))
                .toList();
    }

    /** Those of them that wait for nobody any more. */
    List<Assignment> ready(List<Assignment> expected, Instant now) {
        Map<Map.Entry<ZoneId, Long>, Boolean> letGo = new HashMap<>();
        return expected.stream()
                .filter(assignment -> assignment.leaveRevisions().entrySet().stream()
                        .allMatch(left -> letGo.computeIfAbsent(
                                Map.entry(left.getKey(), left.getValue()), any -> hasLetGo(any, now))))
                .toList();
    }

    private boolean hasLetGo(Map.Entry<ZoneId, Long> left, Instant now) {
        return CacherSelection.hasReleased(
                context.store().zones().find(left.getKey()),
                left.getValue(),
                context.store().heartbeats(),
                now);
    }

    /** Notes that they have arrived; the assignments as they are then. */
    List<Assignment> arrive(List<Assignment> ready) {
        return ready.stream()
                .filter(assignment -> context.store()
                        .assignments()
                        .clearLeftZones(assignment.zone(), assignment.account(), assignment.version()))
                .map(Assignment::withoutLeftZones)
                .toList();
    }
}
