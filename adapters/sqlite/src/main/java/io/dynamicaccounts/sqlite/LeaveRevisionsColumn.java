package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How columns hold the zones that an account left: their names, and of each, where it is known, the revision that tells of it. */
final class LeaveRevisionsColumn {

    private LeaveRevisionsColumn() {}

    static String write(Map<ZoneId, Long> left) {
        var json = new HashMap<String, Object>();
        left.forEach((zone, revision) -> json.put(zone.value(), revision));
        return ColumnJson.write(json);
    }

    /** Of what an earlier version wrote no revision is known. */
    static Map<ZoneId, Long> read(List<String> zones, Optional<String> revisions) {
        if (zones.isEmpty()) {
            return Map.of();
        }
        Map<?, ?> known = revisions.<Map<?, ?>>map(ColumnJson::object).orElse(Map.of());
        var left = new HashMap<ZoneId, Long>();
        zones.forEach(
                zone -> left.put(new ZoneId(zone), known.containsKey(zone) ? ColumnJson.number(known, zone) : 0L));
        return left;
    }
}
