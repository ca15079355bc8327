package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Unavailable;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.store.Zones;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins and leaves of a zone's roster, each a conditional write that raises its epoch. Both may be repeated. */
public final class Rosters {

    /** Every agent of a zone may be registering at once; each try that fails lets another one in. */
    private static final int TRIES = 200;

    private final Zones zones;

    public Rosters(Zones zones) {
        this.zones = zones;
    }

    /** The zone with this session in its roster, in the place of any other session of the agent. */
    public Zone join(ZoneId zone, AgentId agent, SessionId session) {
        for (int tries = 0; tries < TRIES; tries++) {
            Zone read = zones.find(zone);
            Optional<Member> member = read.member(agent);
            if (member.filter(present -> present.session().equals(session)).isPresent()) {
                return read;
            }
            var next = new ArrayList<>(without(read, agent));
            next.add(new Member(read.epoch() + 1, agent, session));
            Optional<Zone> written = zones.enroll(read, next);
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw contended(zone);
    }

    /** The zone without this session in its roster; another session of the agent stays. */
    public Zone leave(ZoneId zone, AgentId agent, SessionId session) {
        for (int tries = 0; tries < TRIES; tries++) {
            Zone read = zones.find(zone);
            if (read.member(agent)
                    .filter(member -> member.session().equals(session))
                    .isEmpty()) {
                return read;
            }
            Optional<Zone> written = zones.enroll(read, without(read, agent));
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw contended(zone);
    }

    private static List<Member> without(Zone zone, AgentId agent) {
        return zone.roster().stream()
                .filter(member -> !member.agent().equals(agent))
                .toList();
    }

    private static Unavailable contended(ZoneId zone) {
        return new Unavailable("the roster of zone " + zone + " is changing too fast", Duration.ofSeconds(1), null);
    }
}
