package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.Roster.Departed;
import io.dynamicaccounts.functions.store.Unavailable;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.store.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Joins and leaves of a zone's roster, each a conditional write that raises its epoch. Both may be repeated. Whoever leaves
 * without a goodbye may believe that it caches until the lease it was last told has run out by its own clock.
 */
public final class Rosters {

    /** How far two clocks may be apart, and how long an answer may be under way. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    /** Every agent of a zone may be registering at once; each try that fails lets another one in. */
    private static final int TRIES = 200;

    private final Zones zones;
    private final Heartbeats heartbeats;
    private final Settings settings;
    private final InstantSource clock;

    public Rosters(Zones zones, Heartbeats heartbeats, Settings settings, InstantSource clock) {
        this.zones = zones;
        this.heartbeats = heartbeats;
        this.settings = settings;
        this.clock = clock;
    }

    /** The zone with this session in its roster, in the place of any other session of the agent, which was last told {@code lease}. */
    public Zone join(ZoneId zone, AgentId agent, SessionId session, Duration lease) {
        for (int tries = 0; tries < TRIES; tries++) {
            Zone read = zones.find(zone);
            Optional<Member> member = read.member(agent);
            if (member.filter(present -> present.session().equals(session)).isPresent()) {
                return read;
            }
            var members = new ArrayList<>(without(read, agent));
            members.add(new Member(read.epoch() + 1, agent, session));
            // The one taken over may have polled just now.
            Instant until = clock.instant().plus(lease).plus(CLOCKS);
            Optional<Zone> written = zones.enroll(read, members, departed(read, member, Optional.of(until)));
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw contended(zone);
    }

    /** The zone without this agent's session in its roster, after a goodbye: it has let go of everything. */
    public Zone leave(ZoneId zone, AgentId agent, SessionId session) {
        return leave(zone, agent, session, Optional.empty(), () -> true);
    }

    /**
     * The zone without the session of an agent that fell silent, or was told to go; unless it has come back. Whoever lets it in
     * again expels it first, so the epoch tells one that read it as gone before.
     */
    public Zone expel(Heartbeat gone) {
        Instant until = gone.lastSeen().plus(settings.leaseAt(gone.interval())).plus(CLOCKS);
        return leave(gone.zone(), gone.agent(), gone.session(), Optional.of(until), () -> isStillGone(gone));
    }

    private boolean isStillGone(Heartbeat gone) {
        return heartbeats
                .find(gone.zone(), gone.agent())
                .filter(found -> found.session().equals(gone.session()))
                .filter(found -> found.goneAt().equals(gone.goneAt()))
                .isPresent();
    }

    /** The reason to leave is asked for after the zone was read. */
    private Zone leave(
            ZoneId zone, AgentId agent, SessionId session, Optional<Instant> until, BooleanSupplier stillLeaves) {
        for (int tries = 0; tries < TRIES; tries++) {
            Zone read = zones.find(zone);
            Optional<Member> member =
                    read.member(agent).filter(present -> present.session().equals(session));
            if (member.isEmpty() || !stillLeaves.getAsBoolean()) {
                return read;
            }
            Optional<Zone> written = zones.enroll(read, without(read, agent), departed(read, member, until));
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw contended(zone);
    }

    private List<Departed> departed(Zone read, Optional<Member> leaving, Optional<Instant> until) {
        Instant now = clock.instant();
        var departed = new ArrayList<>(read.roster().departed());
        leaving.ifPresent(member -> until.ifPresent(at -> departed.add(new Departed(member.registration(), at))));
        departed.removeIf(one -> one.until().isBefore(now));
        return departed;
    }

    private static List<Member> without(Zone zone, AgentId agent) {
        return zone.members().stream()
                .filter(member -> !member.agent().equals(agent))
                .toList();
    }

    private static Unavailable contended(ZoneId zone) {
        return new Unavailable("the roster of zone " + zone + " is changing too fast", Duration.ofSeconds(1), null);
    }
}
