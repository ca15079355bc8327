package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The agents' heartbeats, by zone and id. Reads of one agent, of one zone and of one id see every earlier write. */
public interface Heartbeats {

    /**
     * The facts of one poll.
     *
     * @param cachingAcknowledged as {@link Heartbeat#cachingAcknowledged()}
     * @param leaseUntil until when the agent may cache by what it holds or receives now, whichever is later
     * @param capacity how many further starts the agent takes
     */
    record Beat(
            ZoneId zone,
            AgentId agent,
            SessionId session,
            Instant now,
            long acknowledged,
            long cachingAcknowledged,
            Duration interval,
            Instant leaseUntil,
            int capacity,
            String version,
            List<String> secretEngines) {}

    /**
     * Notes a beat in one write, if this session holds the id, was not fenced, and was not heard later (a beat may
     * be late). {@code acknowledgedBefore} becomes what {@code acknowledged} was, and {@code leaseUntil} never moves
     * back: where it would, a store may need a second write.
     *
     * @return the heartbeat after the write; rejected where another session holds the id, or this session was fenced
     *     or was heard later already; missing where the zone has no heartbeat of this id
     */
    WriteResult<Heartbeat> beat(Beat beat);

    /**
     * Writes a fresh heartbeat if the stored one is still {@code read} (same session, last seen and gone), or if
     * none is stored where {@code read} is null.
     *
     * @return whether the heartbeat was written
     */
    boolean register(Heartbeat fresh, @Nullable Heartbeat read);

    /**
     * Marks the agent as gone if the stored heartbeat is of the same session and the agent was not seen since
     * {@code read}.
     *
     * @return whether this call marked the agent as gone
     */
    boolean fence(Heartbeat read, Instant now);

    /**
     * Marks the session as gone, whenever it was last seen, if it holds the id and is live.
     *
     * @return whether this call marked the session as gone
     */
    boolean leave(ZoneId zone, AgentId agent, SessionId session, Instant now);

    /**
     * Sets when the agent should receive a complete response, if the stored heartbeat is still of the session that
     * was read and has the wake time that was read: a late write must not undo a newer one.
     *
     * @return whether the wake time was set
     */
    boolean setWakeTime(Heartbeat read, Optional<Instant> at);

    /**
     * Notes that the zone and its accounts were updated after an agent has gone, if the heartbeat is still gone
     * under the same session since the same time.
     */
    void markDepartureHandled(Heartbeat gone);

    /** Deletes a gone heartbeat, if it is still gone under the same session since the same time. */
    void delete(Heartbeat gone);

    Optional<Heartbeat> find(ZoneId zone, AgentId agent);

    /** Returns the heartbeats of a zone. */
    List<Heartbeat> in(ZoneId zone);

    /**
     * Returns the heartbeats of all agents that have this id, each of another zone, ordered by zone. No other
     * heartbeat is read for it.
     */
    List<Heartbeat> in(AgentId id);

    /**
     * Returns up to {@code limit} heartbeats of all zones above {@code after}, or from the beginning, in an order of
     * the store's own.
     */
    List<Heartbeat> page(@Nullable Heartbeat after, int limit);

    /** Returns every heartbeat of all zones, read in pages; the cost grows with the number of agents. */
    default List<Heartbeat> all() {
        int pageSize = 1_000;
        var all = new ArrayList<Heartbeat>();
        List<Heartbeat> page = page(null, pageSize);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page.size() < pageSize ? List.of() : page(page.getLast(), pageSize);
        }
        return all;
    }
}
