package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Converts a heartbeat to columns and back. */
final class HeartbeatColumns {

    private static final String ALL = """
            (zone, agent, session, superseded, registered_at, last_seen, acknowledged, acknowledged_before,
            caching_acknowledged, interval, lease_until, capacity, wake_at, version, secret_engines, gone_at,
            followed)""";

    private static final String PARAMETERS = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String INSERT = "INSERT INTO heartbeats " + ALL + " VALUES " + PARAMETERS;

    static final String UPDATE = "UPDATE heartbeats SET " + ALL + " = " + PARAMETERS;

    private HeartbeatColumns() {}

    /** Returns the values of {@link #INSERT} and {@link #UPDATE}. */
    static @Nullable Object[] values(Heartbeat heartbeat) {
        return new @Nullable Object[] {
            heartbeat.zone().value(),
            heartbeat.agent().value(),
            heartbeat.session().value(),
            ColumnJson.names(heartbeat.superseded()),
            heartbeat.registeredAt(),
            heartbeat.lastSeen(),
            heartbeat.acknowledged(),
            heartbeat.acknowledgedBefore(),
            heartbeat.cachingAcknowledged(),
            heartbeat.interval(),
            heartbeat.leaseUntil().orElse(null),
            heartbeat.capacity().orElse(null),
            heartbeat.wakeAt().orElse(null),
            heartbeat.version(),
            ColumnJson.write(heartbeat.secretEngines()),
            heartbeat.goneAt().orElse(null),
            heartbeat.departureHandled()
        };
    }

    static Heartbeat heartbeat(Row row) throws SQLException {
        return new Heartbeat(
                new ZoneId(row.text("zone")),
                new AgentId(row.text("agent")),
                new SessionId(row.text("session")),
                row.texts("superseded").stream().map(SessionId::new).toList(),
                row.instant("registered_at"),
                row.instant("last_seen"),
                row.number("acknowledged"),
                row.number("acknowledged_before"),
                row.numberIfAny("caching_acknowledged").orElse(row.number("acknowledged")),
                row.duration("interval"),
                row.instantIfAny("lease_until"),
                row.numberIfAny("capacity").map(Math::toIntExact),
                row.instantIfAny("wake_at"),
                row.text("version"),
                row.texts("secret_engines"),
                row.instantIfAny("gone_at"),
                row.flag("followed"));
    }
}
