package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.SweepMark;
import io.dynamicaccounts.functions.store.SweepMarks;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Collectors;

final class SqliteSweepMarks implements SweepMarks {

    private static final String WRITE = """
            INSERT OR REPLACE INTO sweep_mark
            (id, last_run, interval, distrust_until, reason, distrusted, lived_at, agents)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?)""";

    private final Writer writer;
    private final Readers readers;

    SqliteSweepMarks(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<SweepMark> read() {
        return readers.read(sql -> sql.one("SELECT * FROM sweep_mark", SqliteSweepMarks::mark));
    }

    @Override
    public void write(SweepMark mark) {
        var livedAt = new HashMap<String, Long>();
        mark.lastLive().forEach((zone, time) -> livedAt.put(zone.value(), time.toEpochMilli()));
        String lived = ColumnJson.write(livedAt);
        writer.write(sql -> sql.update(
                WRITE,
                mark.lastRun(),
                mark.interval(),
                mark.distrustUntil().orElse(null),
                mark.reason().orElse(null),
                ColumnJson.names(mark.distrustedZones()),
                lived,
                mark.agents()));
    }

    private static SweepMark mark(Row row) throws SQLException {
        var livedAt = new HashMap<ZoneId, Instant>();
        ColumnJson.numbers(row.text("lived_at"))
                .forEach((zone, time) -> livedAt.put(new ZoneId(zone), Instant.ofEpochMilli(time)));
        return new SweepMark(
                row.instant("last_run"),
                row.duration("interval"),
                row.instantIfAny("distrust_until"),
                row.textIfAny("reason"),
                row.texts("distrusted").stream().map(ZoneId::new).collect(Collectors.toSet()),
                livedAt,
                Math.toIntExact(row.number("agents")));
    }
}
