package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.PollPace;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.SweepMark;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The agents of the time before an adoption. The adoption removes all of their sessions, and the sweep takes no
 * agent for dead before the agent had time to register anew.
 */
final class FormerAgents {

    /** The greatest difference between two clocks plus the time that a response may be under way. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final Store store;
    private final Settings settings;

    FormerAgents(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * Returns the time from which no agent acts on a response that it received before now. This method must be
     * called before {@link #forget}.
     */
    Instant silentFrom(Instant now, Duration lease) {
        Duration longest = Stream.concat(
                        store.heartbeats().all().stream().map(Heartbeat::interval),
                        Stream.of(PollPace.intervalFor(agents(), settings)))
                .map(settings::leaseAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Instant byPace = now.plus(longest.compareTo(lease) > 0 ? longest : lease);
        return store.heartbeats().all().stream()
                .map(settings::leaseEnd)
                .filter(byPace::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(byPace)
                .plus(CLOCK_SKEW);
    }

    /** Writes a sweep mark that makes the next sweep give agents time to register. */
    void distrust() {
        store.sweepMarks().write(SweepMark.afterAdoption(settings.sweepInterval(), agents()));
    }

    private int agents() {
        return store.sweepMarks().read().map(SweepMark::agents).orElse(0);
    }

    /**
     * Fences and deletes every heartbeat. Notes of an agent's zone may stay, because they then lead to no heartbeat.
     */
    void forget(Instant now) {
        for (Heartbeat heartbeat : store.heartbeats().all()) {
            if (!heartbeat.gone()) {
                boolean _ = store.heartbeats().fence(heartbeat, now);
            }
            store.heartbeats().find(heartbeat.zone(), heartbeat.agent()).ifPresent(store.heartbeats()::delete);
        }
    }

    /**
     * Registers a gone heartbeat for every declaring agent of a zone, so that the sweep handles an agent that does
     * not return as it handles every gone agent, and withdraws the accounts that only this agent declares.
     */
    void awaitDeclaringAgents(ZoneId zone, long epoch, Instant now) {
        for (Declaration declaration : store.declarations().inZone(zone)) {
            boolean _ = store.heartbeats().register(gone(declaration, epoch, now), null);
        }
    }

    /**
     * Returns a gone heartbeat that was registered before every other, so that its invented session supersedes no
     * agent's real session.
     */
    private Heartbeat gone(Declaration declaration, long epoch, Instant now) {
        return new Heartbeat(
                declaration.zone(),
                declaration.agent(),
                new SessionId("before-" + epoch),
                List.of(),
                Instant.EPOCH,
                now,
                0,
                0,
                0,
                settings.timing().pollInterval(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(),
                Optional.of(now),
                false);
    }
}
