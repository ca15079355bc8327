package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AgentName;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.store.BoundedRetry;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.WriteResult;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.zone.RosterChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Registers sessions: the poll itself registers, and a registration counts as a heartbeat. A session that lost the
 * agent's id never gets the id back. Every step is conditional and may be repeated, so the next poll finishes a
 * registration that stopped half-way.
 */
final class Registration {

    /**
     * How many sessions that lost the id are remembered, for agents that do not send the number of their
     * registration.
     */
    private static final int REMEMBERED = 8;

    /** Each further attempt means that another session of this id, or a sweep, wrote the heartbeat in between. */
    private static final BoundedRetry RETRY = new BoundedRetry(20);

    private final Heartbeats heartbeats;
    private final RosterChanges rosterChanges;
    private final Settings settings;

    Registration(Heartbeats heartbeats, RosterChanges rosterChanges, Settings settings) {
        this.heartbeats = heartbeats;
        this.rosterChanges = rosterChanges;
        this.settings = settings;
    }

    /** The result of a heartbeat that may have had to register. */
    sealed interface Admission {
        /** The agent may go on: its heartbeat now, and whether the session is new to the control plane. */
        record Admitted(Heartbeat heartbeat, boolean registered) implements Admission {}

        record Rejected(AgentRejection rejection) implements Admission {}
    }

    /**
     * Writes a heartbeat, and registers the session where the id has no live session.
     *
     * @param registration the number of the last registration in an answer to the session; empty where no answer had
     *     one, or where the session does not say
     */
    Admission beatOrRegister(Heartbeats.Beat beat, OptionalLong registration) {
        return RETRY.run(
                () -> tryToAdmit(beat, registration),
                () -> "agent " + new AgentName(beat.zone(), beat.agent()) + " is registering too fast");
    }

    private Optional<Admission> tryToAdmit(Heartbeats.Beat beat, OptionalLong registration) {
        return switch (heartbeats.beat(beat)) {
            case WriteResult.Written(Heartbeat heartbeat) -> Optional.of(new Admission.Admitted(heartbeat, false));
            case WriteResult.Rejected(Heartbeat found) -> {
                if (!found.gone() && found.session().equals(beat.session())) {
                    // A later poll of this process was quicker, and its heartbeat is the newer one.
                    yield Optional.of(new Admission.Admitted(found, false));
                }
                yield superseded(beat.session(), registration, found)
                        ? Optional.of(new Admission.Rejected(new AgentRejection.Superseded()))
                        : register(beat, found);
            }
            case WriteResult.Missing() -> register(beat, null);
        };
    }

    /** Returns the zone with this heartbeat's session in its roster; empty where the zone is full. */
    Optional<Zone> join(Zone zone, Heartbeat heartbeat) {
        boolean full =
                zone.member(heartbeat.agent()).isEmpty() && zone.members().size() >= Settings.MAX_AGENTS_OF_ZONE;
        return full
                ? Optional.empty()
                : Optional.of(rosterChanges.join(
                        zone.id(), heartbeat.agent(), heartbeat.session(), settings.leaseEnd(heartbeat)));
    }

    /**
     * Returns whether another session registered after this one. A session that has merely lost its heartbeat is not
     * superseded.
     */
    private static boolean superseded(SessionId session, OptionalLong registration, Heartbeat found) {
        if (found.session().equals(session)) {
            return false;
        }
        boolean saidAndLower = registration.isPresent() && registration.getAsLong() < found.registration();
        return saidAndLower || found.superseded().contains(session);
    }

    /** Registers the session; empty when another writer was first and the heartbeat must be read again. */
    private Optional<Admission> register(Heartbeats.Beat beat, @Nullable Heartbeat found) {
        if (found != null && found.gone()) {
            // Removes the gone session from the roster before the agent joins again, so a sweep that read the old
            // roster cannot expel the new session after its answer made it a cacher.
            Zone _ = rosterChanges.removeDead(beat.zone());
        }
        Heartbeat fresh = fresh(beat, found);
        return heartbeats.register(fresh, found) ? Optional.of(new Admission.Admitted(fresh, true)) : Optional.empty();
    }

    /**
     * Returns the first heartbeat of a session. It keeps the lease of the session before, for which the agents of
     * the zone wait once the new session is in the roster.
     */
    private Heartbeat fresh(Heartbeats.Beat beat, @Nullable Heartbeat found) {
        return new Heartbeat(
                beat.zone(),
                beat.agent(),
                beat.session(),
                found == null ? List.of() : superseded(beat.session(), found),
                found == null ? beat.now() : later(beat.now(), found.registeredAt()),
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

    /**
     * Returns a time after the last registration: clocks of two functions may differ, and this time in milliseconds
     * distinguishes registrations.
     */
    private static Instant later(Instant now, Instant before) {
        Instant next = before.plusMillis(1);
        return now.isBefore(next) ? next : now;
    }

    private static List<SessionId> superseded(SessionId newer, Heartbeat found) {
        var sessions = new ArrayList<>(found.superseded());
        if (!found.session().equals(newer)) {
            sessions.add(found.session());
        }
        return sessions.subList(Math.max(0, sessions.size() - REMEMBERED), sessions.size());
    }
}
