package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.CachingExclusions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class SqliteAssignments implements Assignments {

    private static final String PUBLISH = """
            INSERT INTO assignments
            (zone, account, version, generation, standing, definition, awaited, due, stop_revision, left_zones, left_at, written)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (zone, account) DO UPDATE SET
            version = excluded.version, generation = excluded.generation, standing = excluded.standing,
            definition = excluded.definition, awaited = excluded.awaited, due = excluded.due,
            stop_revision = excluded.stop_revision, written = excluded.written,
            left_zones = CASE WHEN excluded.standing = 'REMOVED' THEN '[]' ELSE
            (SELECT json_group_array(DISTINCT value) FROM
            (SELECT value FROM json_each(excluded.left_zones) UNION ALL SELECT value FROM json_each(left_zones))) END,
            left_at = CASE WHEN excluded.standing = 'REMOVED' THEN NULL ELSE
            json_patch(coalesce(left_at, '{}'), excluded.left_at) END,
            outcomes = CASE WHEN generation = excluded.generation THEN outcomes ELSE '{}' END
            WHERE version < excluded.version""";

    private static final String FIND_CURRENT = """
            SELECT * FROM assignments
            WHERE zone = ? AND account = ? AND generation = ? AND standing <> 'REMOVED'""";

    static final String FIND_ALL = """
            SELECT assignments.* FROM json_each(?) AS wanted CROSS JOIN assignments
            ON assignments.zone = wanted.value ->> 0 AND assignments.account = wanted.value ->> 1""";

    static final String DELETE_TOMBSTONES = """
            DELETE FROM assignments WHERE (zone, account) IN
            (SELECT zone, account FROM assignments WHERE standing = 'REMOVED' AND written < ? LIMIT ?)""";

    /** Left to itself, the planner reads every row of the zone. */
    static final String COUNT = "SELECT count(*) AS counted FROM assignments INDEXED BY assignments_counted"
            + " WHERE zone = ? AND standing <> 'REMOVED'";

    private final Writer writer;
    private final Readers readers;
    private final InstantSource clock;

    SqliteAssignments(Writer writer, Readers readers, InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public boolean publish(Assignment assignment) {
        return writer.write(sql -> sql.update(
                        PUBLISH,
                        assignment.zone().value(),
                        assignment.account().value(),
                        assignment.version(),
                        assignment.generation(),
                        assignment.state().code(),
                        assignment.definition().map(DefinitionId::value).orElse(null),
                        assignment.awaitsConfirmation(),
                        assignment.due().orElse(null),
                        assignment.stopRevision(),
                        ColumnJson.names(assignment.leftZones()),
                        LeaveRevisionsColumn.write(assignment.leaveRevisions()),
                        clock.instant()))
                == 1;
    }

    @Override
    public Optional<Assignment> recordOutcome(ReportedOutcome reported, Set<Long> live) {
        String zone = reported.zone().value();
        String account = reported.account().value();
        return writer.write(sql -> {
            Optional<Assignment> found =
                    sql.one(FIND_CURRENT, SqliteAssignments::assignment, zone, account, reported.generation());
            if (found.isEmpty()) {
                return found;
            }
            return sql.one(
                    "UPDATE assignments SET outcomes = ? WHERE zone = ? AND account = ? RETURNING *",
                    SqliteAssignments::assignment,
                    OutcomesColumn.write(found.get()
                            .withOutcome(
                                    reported.registration(), reported.result(), reported.at(), reported.message(), live)
                            .outcomes()),
                    zone,
                    account);
        });
    }

    @Override
    public boolean clearLeftZones(ZoneId zone, AccountName account, long version) {
        return writer.write(sql -> sql.update(
                        "UPDATE assignments SET left_zones = '[]', left_at = NULL WHERE zone = ? AND account = ? AND version = ?",
                        zone.value(),
                        account.value(),
                        version))
                == 1;
    }

    @Override
    public boolean replaceExclusions(ZoneId zone, AccountName account, CachingExclusions read, CachingExclusions next) {
        return writer.write(sql -> sql.update(
                        "UPDATE assignments SET exclusions = ? WHERE zone = ? AND account = ? AND exclusions IS ?",
                        ExclusionsColumn.write(next),
                        zone.value(),
                        account.value(),
                        ExclusionsColumn.write(read)))
                == 1;
    }

    @Override
    public List<Assignment> inZone(ZoneId zone) {
        return readers.read(sql -> sql.all(
                "SELECT * FROM assignments WHERE zone = ? ORDER BY account",
                SqliteAssignments::assignment,
                zone.value()));
    }

    @Override
    public Map<Key, Assignment> find(Collection<Key> keys) {
        String wanted = ColumnJson.write(keys.stream()
                .map(key -> List.of(key.zone().value(), key.account().value()))
                .toList());
        var found = new HashMap<Key, Assignment>();
        readers.read(sql -> sql.all(FIND_ALL, SqliteAssignments::assignment, wanted))
                .forEach(assignment -> found.put(new Key(assignment.zone(), assignment.account()), assignment));
        return found;
    }

    @Override
    public long count(ZoneId zone) {
        return readers.read(sql -> sql.one(COUNT, row -> row.number("counted"), zone.value()))
                .orElse(0L);
    }

    @Override
    public void deleteTombstones(Instant writtenBefore) {
        Deletion.inSteps(step -> writer.write(sql -> sql.update(DELETE_TOMBSTONES, writtenBefore, step)));
    }

    private static Assignment assignment(Row row) throws SQLException {
        return new Assignment(
                new ZoneId(row.text("zone")),
                new AccountName(row.text("account")),
                row.number("version"),
                row.number("generation"),
                Coded.of(AccountState.class, row.text("standing")),
                row.textIfAny("definition").map(DefinitionId::new),
                row.flag("awaited"),
                row.instantIfAny("due"),
                row.number("stop_revision"),
                LeaveRevisionsColumn.read(ColumnJson.texts(row.text("left_zones")), row.textIfAny("left_at")),
                row.textIfAny("exclusions").map(ExclusionsColumn::read).orElse(CachingExclusions.NONE),
                OutcomesColumn.read(row.text("outcomes")));
    }
}
