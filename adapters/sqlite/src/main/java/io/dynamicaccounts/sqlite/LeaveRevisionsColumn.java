package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes and reads the columns of the zones that an account left: their names, and the revision of each leave, where
 * it is known.
 */
final class LeaveRevisionsColumn {

    private LeaveRevisionsColumn() {}

    static String write(Map<ZoneId, Long> left) {
        var revisions = new HashMap<String, Long>();
        left.forEach((zone, revision) -> revisions.put(zone.value(), revision));
        return ColumnJson.write(revisions);
    }

    /** Reads both columns. A row of an earlier version has no revisions. */
    static Map<ZoneId, Long> read(List<String> zones, Optional<String> revisions) {
        if (zones.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> known = revisions.map(ColumnJson::numbers).orElse(Map.of());
        var left = new HashMap<ZoneId, Long>();
        zones.forEach(zone -> left.put(new ZoneId(zone), known.getOrDefault(zone, 0L)));
        return left;
    }
}
