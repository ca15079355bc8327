package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The stored facts about one agent in one zone.
 *
 * @param session the process that holds the id
 * @param superseded the last few sessions that lost the id, so that they cannot take it back
 * @param registeredAt when the session registered, by the control plane's clock; always later than every earlier
 *     registration of this agent; 1970 where no process registered, after an adoption
 * @param lastSeen when the agent's last poll arrived, by the control plane's clock
 * @param acknowledged the newest revision that the agent has applied: the agent no longer does anything that this
 *     revision does not name; zero for none
 * @param acknowledgedBefore the value of {@code acknowledged} before the last poll
 * @param cachingAcknowledged the newest revision by which the agent caches: it no longer caches anything that this
 *     revision does not give it. The value is never below {@code acknowledged}, and above it while a watch that the
 *     agent should stop has not ended
 * @param interval the poll interval that the agent received last
 * @param leaseUntil the end of the longest lease that the session, or a session that it superseded, ever received,
 *     by the control plane's clock; empty where only an earlier version wrote
 * @param capacity how many further starts the agent takes, as its last poll said; empty where only an earlier
 *     version wrote
 * @param wakeAt when the agent should receive a complete response although the revision is the same
 * @param version the version that the agent reports of itself
 * @param secretEngines the secret engines that the agent supports
 * @param goneAt when the session was fenced or left; empty while it is live
 * @param departureHandled whether its zone's roster and accounts were updated since the session has gone
 */
public record Heartbeat(
        ZoneId zone,
        AgentId agent,
        SessionId session,
        List<SessionId> superseded,
        Instant registeredAt,
        Instant lastSeen,
        long acknowledged,
        long acknowledgedBefore,
        long cachingAcknowledged,
        Duration interval,
        Optional<Instant> leaseUntil,
        Optional<Integer> capacity,
        Optional<Instant> wakeAt,
        String version,
        List<String> secretEngines,
        Optional<Instant> goneAt,
        boolean departureHandled) {

    public Heartbeat {
        superseded = List.copyOf(superseded);
        secretEngines = List.copyOf(secretEngines);
    }

    /** Returns the same heartbeat with this wake time. */
    public Heartbeat withWakeTime(Optional<Instant> at) {
        return new Heartbeat(
                zone,
                agent,
                session,
                superseded,
                registeredAt,
                lastSeen,
                acknowledged,
                acknowledgedBefore,
                cachingAcknowledged,
                interval,
                leaseUntil,
                capacity,
                at,
                version,
                secretEngines,
                goneAt,
                departureHandled);
    }

    /** Returns the number of the registration: the later of two registrations of an agent has the higher number. */
    public long registration() {
        return registeredAt.toEpochMilli();
    }

    /** Returns whether the session was fenced or left. */
    public boolean gone() {
        return goneAt.isPresent();
    }
}
