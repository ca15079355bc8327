package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.WriteResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The heartbeats of agents. Each write is one conditional statement. */
final class SqliteHeartbeats implements Heartbeats {

    private static final String FIND = "SELECT * FROM heartbeats WHERE zone = ? AND agent = ?";

    /** Holds for the same departure and no later one. A live agent has no such time, which equals nothing. */
    private static final String STILL_GONE = " WHERE zone = ? AND agent = ? AND session = ? AND gone_at = ?";

    private static final String BEAT = """
            UPDATE heartbeats SET last_seen = ?, acknowledged_before = acknowledged, acknowledged = ?,
            caching_acknowledged = ?, interval = ?, lease_until = max(coalesce(lease_until, 0), ?), capacity = ?,
            version = ?, secret_engines = ?
            WHERE zone = ? AND agent = ? AND session = ? AND gone_at IS NULL AND last_seen <= ? RETURNING *""";

    private static final String FENCE = """
            UPDATE heartbeats SET gone_at = ?, followed = 0
            WHERE zone = ? AND agent = ? AND session = ? AND last_seen = ? AND gone_at IS NULL""";

    private static final String LEAVE = """
            UPDATE heartbeats SET gone_at = ?, followed = 0
            WHERE zone = ? AND agent = ? AND session = ? AND gone_at IS NULL""";

    static final String OF_ID = "SELECT * FROM heartbeats WHERE agent = ? ORDER BY zone";

    static final String PAGE = "SELECT * FROM heartbeats WHERE (zone, agent) > (?, ?) ORDER BY zone, agent LIMIT ?";

    private final Writer writer;
    private final Readers readers;

    SqliteHeartbeats(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public WriteResult<Heartbeat> beat(Beat beat) {
        String secretEngines = ColumnJson.write(beat.secretEngines());
        return writer.write(sql -> {
            Optional<Heartbeat> alive = sql.one(
                    BEAT,
                    HeartbeatColumns::heartbeat,
                    beat.now(),
                    beat.acknowledged(),
                    beat.cachingAcknowledged(),
                    beat.interval(),
                    beat.leaseUntil(),
                    beat.capacity(),
                    beat.version(),
                    secretEngines,
                    beat.zone().value(),
                    beat.agent().value(),
                    beat.session().value(),
                    beat.now());
            if (alive.isPresent()) {
                return new WriteResult.Written<>(alive.get());
            }
            return sql.one(
                            FIND,
                            HeartbeatColumns::heartbeat,
                            beat.zone().value(),
                            beat.agent().value())
                    .<WriteResult<Heartbeat>>map(WriteResult.Rejected::new)
                    .orElse(new WriteResult.Missing<>());
        });
    }

    @Override
    public boolean register(Heartbeat fresh, @Nullable Heartbeat read) {
        @Nullable Object[] values = HeartbeatColumns.values(fresh);
        if (read == null) {
            return changesOne(HeartbeatColumns.INSERT + " ON CONFLICT (zone, agent) DO NOTHING", values);
        }
        return changesOne(
                HeartbeatColumns.UPDATE
                        + " WHERE zone = ? AND agent = ? AND session = ? AND last_seen = ? AND (gone_at IS NOT NULL) = ?",
                Stream.concat(
                                Arrays.stream(values),
                                Stream.of(
                                        fresh.zone().value(),
                                        fresh.agent().value(),
                                        read.session().value(),
                                        read.lastSeen(),
                                        read.gone()))
                        .toArray());
    }

    @Override
    public boolean fence(Heartbeat read, Instant now) {
        return changesOne(
                FENCE,
                now,
                read.zone().value(),
                read.agent().value(),
                read.session().value(),
                read.lastSeen());
    }

    @Override
    public boolean leave(ZoneId zone, AgentId agent, SessionId session, Instant now) {
        return changesOne(LEAVE, now, zone.value(), agent.value(), session.value());
    }

    @Override
    public boolean setWakeTime(Heartbeat read, Optional<Instant> at) {
        return changesOne(
                "UPDATE heartbeats SET wake_at = ? WHERE zone = ? AND agent = ? AND session = ? AND wake_at IS ?",
                at.orElse(null),
                read.zone().value(),
                read.agent().value(),
                read.session().value(),
                read.wakeAt().orElse(null));
    }

    @Override
    public void markDepartureHandled(Heartbeat gone) {
        changesOne("UPDATE heartbeats SET followed = 1" + STILL_GONE, stillGone(gone));
    }

    @Override
    public void delete(Heartbeat gone) {
        changesOne("DELETE FROM heartbeats" + STILL_GONE, stillGone(gone));
    }

    private static @Nullable Object[] stillGone(Heartbeat gone) {
        return new @Nullable Object[] {
            gone.zone().value(),
            gone.agent().value(),
            gone.session().value(),
            gone.goneAt().orElse(null)
        };
    }

    private boolean changesOne(String text, @Nullable Object... values) {
        return writer.write(sql -> sql.update(text, values)) == 1;
    }

    @Override
    public Optional<Heartbeat> find(ZoneId zone, AgentId agent) {
        return readers.read(sql -> sql.one(FIND, HeartbeatColumns::heartbeat, zone.value(), agent.value()));
    }

    @Override
    public List<Heartbeat> in(ZoneId zone) {
        return readers.read(sql -> sql.all(
                "SELECT * FROM heartbeats WHERE zone = ? ORDER BY agent", HeartbeatColumns::heartbeat, zone.value()));
    }

    @Override
    public List<Heartbeat> in(AgentId id) {
        return readers.read(sql -> sql.all(OF_ID, HeartbeatColumns::heartbeat, id.value()));
    }

    @Override
    public List<Heartbeat> page(@Nullable Heartbeat after, int limit) {
        // Every zone is above the empty text.
        String zone = after == null ? "" : after.zone().value();
        String agent = after == null ? "" : after.agent().value();
        return readers.read(sql -> sql.all(PAGE, HeartbeatColumns::heartbeat, zone, agent, limit));
    }
}
