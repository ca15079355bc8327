package io.dynamicaccounts.agent.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeat and question in one.
 *
 * @param session the random id of this process
 * @param revision the newest revision applied: this agent no longer does anything that it does not name. Null asks for the complete list
 * @param capacity how many further starts this agent takes now
 * @param version of the agent's software
 * @param secretEngines the secret references that this agent can resolve by itself
 * @param staticAccounts those that its own configuration declares; null says nothing about them, empty says that there are none
 * @param cachingRevision the revision of the newest list that this agent has taken: it no longer caches anything that
 *     this list does not name as caching, whatever may still be stopping. Null where no list counts
 * @param leaseHeldSeconds how long this agent's lease of caching still holds, by its own clock, when this poll is
 *     sent; 0 where it has none, never rounded down
 * @param registration the number of the last registration that this agent was told of. This and the two before are
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

    /** A poll that every control plane understands. */
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

    /** The same poll, which also says by which list this agent caches, if one counts, and for how long still. */
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

    /** The same poll, which also names the registration, if one is known. */
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
