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

/** Accepts accounts that came from another zone: an agent here caches them only once no agent there may. */
final class ZoneArrivals {

    private final WriteContext context;

    ZoneArrivals(WriteContext context) {
        this.context = context;
    }

    /** Returns the accounts that this agent will cache and that still wait for the agents of a zone they left. */
    List<Assignment> waiting(Map<AccountName, Assignment> assignments, Zone zone, Member self) {
        return assignments.values().stream()
                .filter(assignment -> !assignment.leftZones().isEmpty())
                .filter(assignment -> assignment.state().work() == Work.WATCH)
                .filter(assignment -> CacherSelection.isSelected(zone, self, assignment))
                .toList();
    }

    /** Returns the expected accounts for which the agents of all zones they left have released caching. */
    List<Assignment> ready(List<Assignment> expected, Instant now) {
        Map<Map.Entry<ZoneId, Long>, Boolean> released = new HashMap<>();
        return expected.stream()
                .filter(assignment -> assignment.leaveRevisions().entrySet().stream()
                        .allMatch(left -> released.computeIfAbsent(
                                Map.entry(left.getKey(), left.getValue()), any -> haveReleased(any, now))))
                .toList();
    }

    private boolean haveReleased(Map.Entry<ZoneId, Long> left, Instant now) {
        return CacherSelection.hasReleased(
                context.store().zones().find(left.getKey()),
                left.getValue(),
                context.store().heartbeats(),
                now);
    }

    /** Records the arrival of these accounts, and returns their assignments afterwards. */
    List<Assignment> arrive(List<Assignment> ready) {
        return ready.stream()
                .filter(assignment -> context.store()
                        .assignments()
                        .clearLeftZones(assignment.zone(), assignment.account(), assignment.version()))
                .map(Assignment::withoutLeftZones)
                .toList();
    }
}
