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

/** The agents of the time before an adoption: none of their sessions is known any more, and none is missed before it had time to come. */
final class FormerAgents {

    /** How far two clocks may be apart, and how long an answer may be under way. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final Store store;
    private final Settings settings;

    FormerAgents(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** From when on none acts any more on what it was told before now. Asked before they are forgotten. */
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

    /** The next sweep gives them time. */
    void distrust() {
        store.sweepMarks().write(SweepMark.afterAdoption(settings.sweepInterval(), agents()));
    }

    private int agents() {
        return store.sweepMarks().read().map(SweepMark::agents).orElse(0);
    }

    /** Where an agent was may stay noted: that leads to no heartbeat then. */
    void forget(Instant now) {
        for (Heartbeat heartbeat : store.heartbeats().all()) {
            if (!heartbeat.gone()) {
                boolean _ = store.heartbeats().fence(heartbeat, now);
            }
            store.heartbeats().find(heartbeat.zone(), heartbeat.agent()).ifPresent(store.heartbeats()::delete);
        }
    }

    /** What only an agent declares that does not come back is withdrawn once it is known to have gone: by the sweep, as ever. */
    void awaitThoseThatDeclare(ZoneId zone, long epoch, Instant now) {
        for (Declaration declaration : store.declarations().inZone(zone)) {
            boolean _ = store.heartbeats().register(gone(declaration, epoch, now), null);
        }
    }

    /** It registered before everybody: whoever was the agent is superseded by no session that there never was. */
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
