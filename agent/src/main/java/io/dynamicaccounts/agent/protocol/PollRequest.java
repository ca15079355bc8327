package io.dynamicaccounts.agent.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat that asks for the desired state.
 *
 * @param session the random id of this process
 * @param revision the newest applied revision: this agent no longer does anything that the list of this revision does
 *     not name. Null asks for the complete list
 * @param capacity how many further starts this agent takes now
 * @param version the version of the agent's software
 * @param secretEngines the engines whose secret references this agent can resolve
 * @param staticAccounts the accounts that the agent's own configuration declares; null states nothing about them, an
 *     empty list states that there are none
 * @param cachingRevision the revision of the newest list that this agent has taken: the agent no longer caches any
 *     account that this list does not name as caching, although watches may still be stopping. Null when no list
 *     counts
 * @param leaseHeldSeconds how long this agent's lease of caching still holds, by the agent's own clock, when the
 *     agent sends the poll; 0 without a lease, never rounded down
 * @param registration the number of the last registration that an answer named. This field and the two before it are
 *     null for control planes that did not announce that they understand them
 */
public record PollRequest(
        String zoneId,
        String session,
        @Nullable Long revision,
        int capacity,
        String version,
        List<String> secretEngines,
        @Nullable List<StaticAccount> staticAccounts,
        @Nullable Long cachingRevision,
        @Nullable Double leaseHeldSeconds,
        @Nullable Long registration) {

    /** Creates a poll that every control plane understands. */
    public PollRequest(
            String zoneId,
            String session,
            @Nullable Long revision,
            int capacity,
            String version,
            List<String> secretEngines,
            @Nullable List<StaticAccount> staticAccounts) {
        this(zoneId, session, revision, capacity, version, secretEngines, staticAccounts, null, null, null);
    }

    public PollRequest {
        secretEngines = List.copyOf(secretEngines);
        staticAccounts = staticAccounts == null ? null : List.copyOf(staticAccounts);
    }

    /**
     * Returns this poll with the revision of the list by which the agent caches, if a list counts, and the rest of
     * the lease.
     */
    public PollRequest caching(Optional<Long> byRevision, Duration leaseHeld) {
        return new PollRequest(
                zoneId,
                session,
                revision,
                capacity,
                version,
                secretEngines,
                staticAccounts,
                byRevision.orElse(null),
                Seconds.roundedUp(leaseHeld),
                registration);
    }

    /** Returns this poll with the number of the registration, if the agent has a number. */
    public PollRequest registered(Optional<Long> number) {
        return new PollRequest(
                zoneId,
                session,
                revision,
                capacity,
                version,
                secretEngines,
                staticAccounts,
                cachingRevision,
                leaseHeldSeconds,
                number.orElse(null));
    }
}
