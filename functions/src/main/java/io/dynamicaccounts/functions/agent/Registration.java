package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.Unavailable;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.zone.Rosters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a session in: the poll itself registers, and registering counts as a heartbeat. A session that the agent's id was taken
 * from never takes it back. Every step is conditional and may be repeated, so a registration that died half-way is finished by
 * the next poll.
 */
final class Registration {

    /** How many sessions that lost the id are remembered: more than can be alive at once. */
    private static final int REMEMBERED = 8;

    private static final int TRIES = 20;

    private final Heartbeats heartbeats;
    private final Rosters rosters;
    private final Settings settings;

    Registration(Heartbeats heartbeats, Rosters rosters, Settings settings) {
        this.heartbeats = heartbeats;
        this.rosters = rosters;
        this.settings = settings;
    }

    /** What became of a beat that may have had to register. */
    sealed interface Entry {
        /** The heartbeat after it; whether the session is new to the control plane. */
        record In(Heartbeat heartbeat, boolean registered) implements Entry {}

        record Out(Refusal refusal) implements Entry {}
    }

    /** Beats, and registers where the beat finds nobody to beat for. */
    Entry enter(Heartbeats.Beat beat) {
        for (int tries = 0; tries < TRIES; tries++) {
            switch (heartbeats.beat(beat)) {
                case Heartbeats.Beaten.Alive(Heartbeat heartbeat) -> {
                    return new Entry.In(heartbeat, false);
                }
                case Heartbeats.Beaten.Refused(Heartbeat found) -> {
                    if (!found.gone() && found.session().equals(beat.session())) {
                        // A later poll of this process was quicker: what it said is the newer word.
                        return new Entry.In(found, false);
                    }
                    if (found.superseded().contains(beat.session())) {
                        return new Entry.Out(new Refusal.Superseded());
                    }
                    Optional<Entry> entry = register(beat, found);
                    if (entry.isPresent()) {
                        return entry.get();
                    }
                }
                case Heartbeats.Beaten.Unknown() -> {
                    Optional<Entry> entry = register(beat, null);
                    if (entry.isPresent()) {
                        return entry.get();
                    }
                }
            }
        }
        throw new Unavailable("agent " + beat.agent() + " is registering too fast", Duration.ofSeconds(1), null);
    }

    /** The zone with the session of this heartbeat in its roster, or empty where the zone is full. */
    Optional<Zone> enroll(Zone zone, Heartbeat heartbeat) {
        boolean full =
                zone.member(heartbeat.agent()).isEmpty() && zone.members().size() >= Settings.MAX_AGENTS_OF_ZONE;
        return full
                ? Optional.empty()
                : Optional.of(
                        rosters.join(zone.id(), heartbeat.agent(), heartbeat.session(), settings.leaseEnd(heartbeat)));
    }

    /** Empty when another writer was first and all must be looked at again. */
    private Optional<Entry> register(Heartbeats.Beat beat, @Nullable Heartbeat found) {
        Optional<ZoneId> settled = heartbeats.zoneOf(beat.agent());
        if (settled.isPresent() && !settled.get().equals(beat.zone())) {
            boolean livesThere = heartbeats
                    .find(settled.get(), beat.agent())
                    .filter(elsewhere -> !elsewhere.gone())
                    .isPresent();
            if (livesThere) {
                return Optional.of(new Entry.Out(new Refusal.InAnotherZone(settled.get())));
            }
        }
        boolean here = settled.filter(beat.zone()::equals).isPresent()
                || heartbeats.settle(beat.agent(), beat.zone(), settled.orElse(null));
        if (here && found != null && found.gone()) {
            // Else a sweep that is under way would expel, as long gone, one that was just told that it caches.
            Zone _ = rosters.expelDead(beat.zone());
        }
        Heartbeat fresh = fresh(beat, found);
        return here && heartbeats.register(fresh, found) ? Optional.of(new Entry.In(fresh, true)) : Optional.empty();
    }

    /** Holds the lease of the session before, which the agents of the zone wait for once this one is in the roster. */
    private Heartbeat fresh(Heartbeats.Beat beat, @Nullable Heartbeat found) {
        return new Heartbeat(
                beat.zone(),
                beat.agent(),
                beat.session(),
                found == null ? List.of() : superseded(beat.session(), found),
                beat.now(),
                beat.now(),
                beat.acknowledged(),
                0,
                beat.cachingAcknowledged(),
                beat.interval(),
                Optional.of(
                        found == null
                                ? beat.leaseUntil()
                                : Collections.max(List.of(beat.leaseUntil(), settings.leaseEnd(found)))),
                Optional.of(beat.capacity()),
                Optional.empty(),
                beat.version(),
                beat.secretEngines(),
                Optional.<Instant>empty(),
                false);
    }

    private static List<SessionId> superseded(SessionId newer, Heartbeat found) {
        var sessions = new ArrayList<>(found.superseded());
        if (!found.session().equals(newer)) {
            sessions.add(found.session());
        }
        return sessions.subList(Math.max(0, sessions.size() - REMEMBERED), sessions.size());
    }
}
