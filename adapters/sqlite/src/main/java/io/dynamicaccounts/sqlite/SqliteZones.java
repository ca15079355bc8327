package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.TransactionalZones;
import io.dynamicaccounts.functions.store.Zone;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The zones. A write reads its zone in the transaction that writes the zone, so that no other write comes in between.
 */
final class SqliteZones implements TransactionalZones {

    static final String SCAN = "SELECT zone FROM zones WHERE zone > ? ORDER BY zone LIMIT ?";

    private final Writer writer;
    private final Readers readers;

    SqliteZones(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Zone find(ZoneId zone) {
        return readers.read(sql -> find(sql, zone));
    }

    private static Zone find(Sql sql, ZoneId zone) throws SQLException {
        return sql.one("SELECT * FROM zones WHERE zone = ?", SqliteZones::zone, zone.value())
                .orElse(Zone.empty(zone));
    }

    @Override
    public Map<ZoneId, Zone> find(Collection<ZoneId> zones) {
        var found = new LinkedHashMap<ZoneId, Zone>();
        zones.forEach(zone -> found.put(zone, Zone.empty(zone)));
        String wanted = ColumnJson.names(zones);
        readers.read(sql -> sql.all(
                        "SELECT zones.* FROM json_each(?) AS wanted CROSS JOIN zones ON zones.zone = wanted.value",
                        SqliteZones::zone,
                        wanted))
                .forEach(zone -> found.put(zone.id(), zone));
        return found;
    }

    @Override
    public void scan(Predicate<List<ZoneId>> goOn) {
        TableScan.pages(goOn, last -> {
            String after = last.map(ZoneId::value).orElse("");
            return readers.read(sql -> sql.all(SCAN, row -> new ZoneId(row.text("zone")), after, TableScan.PAGE));
        });
    }

    @Override
    public Optional<Zone> changeIf(ZoneId zone, Predicate<Zone> condition, UnaryOperator<Zone> change) {
        return writer.write(sql -> {
            Zone found = find(sql, zone);
            return condition.test(found) ? Optional.of(put(sql, change.apply(found))) : Optional.empty();
        });
    }

    private static Zone put(Sql sql, Zone zone) throws SQLException {
        sql.update(
                "INSERT OR REPLACE INTO zones (zone, revision, roster, stops_pending, accounts) VALUES (?, ?, ?, ?, ?)",
                zone.id().value(),
                zone.revision(),
                RosterColumn.write(zone.roster()),
                zone.stopsPending(),
                zone.accounts());
        return zone;
    }

    private static Zone zone(Row row) throws SQLException {
        return new Zone(
                new ZoneId(row.text("zone")),
                row.number("revision"),
                RosterColumn.read(row.text("roster")),
                row.flag("stops_pending"),
                row.number("accounts"));
    }
}
