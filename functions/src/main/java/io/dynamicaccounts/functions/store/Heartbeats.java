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
     * One poll's facts.
     *
     * @param cachingAcknowledged as {@link Heartbeat#cachingAcknowledged()}
     * @param leaseUntil until when it may cache by what it holds or is told now, whichever is later
     * @param capacity how many further starts it takes
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
     * One write: the beat is noted if this session holds the id, was not fenced, and was not heard later: a beat may be late.
     * {@code acknowledgedBefore} becomes what {@code acknowledged} was, and {@code leaseUntil} never moves back: where it would, a store
     * may need a second write.
     *
     * @return the heartbeat after the write; rejected where the id is held by another session, was fenced, or was heard
     *     later already; missing where nobody of this id is known in this zone
     */
    WriteResult<Heartbeat> beat(Beat beat);

    /**
     * Writes a fresh heartbeat if the stored one is still {@code read} (same session, last seen and gone), or there is none where
     * {@code read} is null.
     */
    boolean register(Heartbeat fresh, @Nullable Heartbeat read);

    /** Marks it gone if it was not seen since {@code read} and is of the same session; whether it is gone now by this call. */
    boolean fence(Heartbeat read, Instant now);

    /** Marks it gone, whenever it was last seen, if this session holds the id and it lives; whether it did. */
    boolean leave(ZoneId zone, AgentId agent, SessionId session, Instant now);

    /**
     * Sets when it should be given a complete answer, if it is still of the session that was read, and to be woken when that said: a late
     * write must not undo a newer one.
     *
     * @return whether it was
     */
    boolean setWakeTime(Heartbeat read, Optional<Instant> at);

    /** Notes that zone and accounts have followed a gone one, if it is still gone under the same session since the same time. */
    void markDepartureHandled(Heartbeat gone);

    /** Deletes a gone one, if it is still gone under the same session since the same time. */
    void delete(Heartbeat gone);

    Optional<Heartbeat> find(ZoneId zone, AgentId agent);

    List<Heartbeat> in(ZoneId zone);

    /** Those of all agents that have this id, each of another zone, by zone. No other heartbeat is read for it. */
    List<Heartbeat> in(AgentId id);

    /** Up to {@code limit} heartbeats of all zones above {@code after}, or from the beginning, in an order of the store's own. */
    List<Heartbeat> page(@Nullable Heartbeat after, int limit);

    /** Every heartbeat of all zones, a page at a time: the cost grows with agents. */
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
