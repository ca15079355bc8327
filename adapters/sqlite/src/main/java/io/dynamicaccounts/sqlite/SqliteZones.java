package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zones;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A write reads its zone in the transaction that writes it, which no other writer can come between. */
final class SqliteZones implements Zones {

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
                .orElse(Zone.unheardOf(zone));
    }

    @Override
    public Map<ZoneId, Zone> find(Collection<ZoneId> zones) {
        var found = new LinkedHashMap<ZoneId, Zone>();
        zones.forEach(zone -> found.put(zone, Zone.unheardOf(zone)));
        String wanted = Json.names(zones);
        readers.read(sql -> sql.all(
                        "SELECT zones.* FROM json_each(?) AS wanted CROSS JOIN zones ON zones.zone = wanted.value",
                        SqliteZones::zone,
                        wanted))
                .forEach(zone -> found.put(zone.id(), zone));
        return found;
    }

    @Override
    public Zone raise(ZoneId zone, boolean stopsPending) {
        return writer.write(sql -> {
            Zone found = find(sql, zone);
            return put(
                    sql,
                    new Zone(
                            zone,
                            found.revision() + 1,
                            found.epoch(),
                            found.roster(),
                            found.stopsPending() || stopsPending));
        });
    }

    @Override
    public Optional<Zone> raiseFrom(ZoneId zone, long revision) {
        return writer.write(sql -> {
            Zone found = find(sql, zone);
            if (found.revision() != revision) {
                return Optional.empty();
            }
            return Optional.of(
                    put(sql, new Zone(zone, revision + 1, found.epoch(), found.roster(), found.stopsPending())));
        });
    }

    @Override
    public boolean stopsDone(ZoneId zone, long revision) {
        return writer.write(sql -> {
            Zone found = find(sql, zone);
            if (found.revision() != revision) {
                return false;
            }
            put(sql, new Zone(zone, revision, found.epoch(), found.roster(), false));
            return true;
        });
    }

    @Override
    public Optional<Zone> enroll(Zone read, List<Zone.Member> next) {
        return writer.write(sql -> {
            Zone found = find(sql, read.id());
            if (found.epoch() != read.epoch()) {
                return Optional.empty();
            }
            return Optional.of(
                    put(sql, new Zone(read.id(), found.revision() + 1, found.epoch() + 1, next, found.stopsPending())));
        });
    }

    private static Zone put(Sql sql, Zone zone) throws SQLException {
        sql.update(
                "INSERT OR REPLACE INTO zones (zone, revision, epoch, roster, stops_pending) VALUES (?, ?, ?, ?, ?)",
                zone.id().value(),
                zone.revision(),
                zone.epoch(),
                Roster.write(zone.roster()),
                zone.stopsPending());
        return zone;
    }

    private static Zone zone(Row row) throws SQLException {
        return new Zone(
                new ZoneId(row.text("zone")),
                row.number("revision"),
                row.number("epoch"),
                Roster.read(row.text("roster")),
                row.flag("stops_pending"));
    }
}
