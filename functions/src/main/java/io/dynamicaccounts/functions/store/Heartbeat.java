package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one agent in one zone.
 *
 * @param session the process that holds the id
 * @param superseded the last few sessions that lost the id, so that they cannot take it back
 * @param registeredAt when it registered, by the control plane's clock; always later than every registration of this agent before it;
 *     1970 where no process registered, after an adoption
 * @param lastSeen when its last poll arrived, by the control plane's clock
 * @param acknowledged the newest revision that it has applied: it no longer does anything that revision does not name; zero for none
 * @param acknowledgedBefore the same before the last poll
 * @param cachingAcknowledged the newest revision by which it caches: it caches nothing any more that this revision does not give it.
 *     Not below {@code acknowledged}, and above it while a watch that it should drop will not end
 * @param interval the interval at which it was last told to poll
 * @param leaseUntil the end of the longest lease that it, or a session that it superseded, was ever told, by the control plane's
 *     clock; empty where only an earlier version wrote
 * @param capacity how many further starts it takes, as its last poll said; empty where only an earlier version wrote
 * @param wakeAt when it should be given a complete answer although the revision is the same
 * @param version what it says of itself
 * @param secretEngines the secret engines that it knows
 * @param goneAt when it was fenced or said goodbye; empty while it lives
 * @param departureHandled whether its zone's roster and accounts have followed since it went
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

    /** The same, to be woken then. */
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

    /** The number of its registration: the later of two registrations of an agent has the higher one. */
    public long registration() {
        return registeredAt.toEpochMilli();
    }

    public boolean gone() {
        return goneAt.isPresent();
    }
}
