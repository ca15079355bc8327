package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.BoundedRetry;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Installations;
import io.dynamicaccounts.functions.store.Roster.Departed;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.store.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Adds members to a zone's roster and removes them, each by a conditional write that raises the epoch. Both may be
 * repeated. An agent that leaves without a goodbye may cache until its last lease has ended by the agent's own
 * clock.
 */
public final class RosterChanges {

    /** The bound on the difference between two clocks, and on the time that an answer may be under way. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    /**
     * Bounds the tries: every agent of a zone may register at once, and each failed try means that another agent has
     * joined.
     */
    private static final BoundedRetry RETRY = new BoundedRetry(200);

    private final Zones zones;
    private final Heartbeats heartbeats;
    private final Installations installations;
    private final Settings settings;
    private final InstantSource clock;

    public RosterChanges(
            Zones zones, Heartbeats heartbeats, Installations installations, Settings settings, InstantSource clock) {
        this.zones = zones;
        this.heartbeats = heartbeats;
        this.installations = installations;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Adds this session to the zone's roster, in the place of any other session of the agent.
     *
     * @param until the end of the lease of any other session, by the control plane's clock
     * @return the zone with this session in its roster
     */
    public Zone join(ZoneId zone, AgentId agent, SessionId session, Instant until) {
        return change(zone, read -> {
            raiseEpochIfNew(read);
            Optional<Member> member = read.member(agent);
            if (member.filter(present -> present.session().equals(session)).isPresent()) {
                return Optional.empty();
            }
            var members = new ArrayList<>(read.members());
            member.ifPresent(members::remove);
            members.add(new Member(read.epoch() + 1, agent, session));
            return Optional.of(new NewRoster(
                    members,
                    member.stream()
                            .map(other -> new Departed(other.registration(), until.plus(CLOCK_SKEW)))
                            .toList()));
        });
    }

    /**
     * Raises the epoch of a zone that no agent ever joined above all epochs that its agents may have received: a
     * restored installation does not contain the zones that were created after its backup.
     */
    private void raiseEpochIfNew(Zone read) {
        if (read.epoch() == 0) {
            installations
                    .find()
                    .map(Installation::epoch)
                    .filter(epoch -> epoch > 0)
                    .ifPresent(epoch -> {
                        boolean _ = zones.adopt(read.id(), epoch, read.stopsPending(), read.accounts());
                    });
        }
    }

    /**
     * Removes this agent's session from the zone's roster after a goodbye, by which the agent has released every
     * account.
     */
    public Zone leave(ZoneId zone, AgentId agent, SessionId session) {
        return change(
                zone,
                read -> read.member(agent)
                        .filter(present -> present.session().equals(session))
                        .map(member -> new NewRoster(without(read, List.of(member)), List.of())));
    }

    /**
     * Removes the dead members from the zone's roster: agents that fell silent or were disconnected, and processes
     * that joined late, after another process had taken their id. Registration removes a gone session from the
     * roster before the agent joins again, so the epoch changes and a sweep that read the old roster cannot expel
     * the new session.
     */
    public Zone removeDead(ZoneId zone) {
        return change(zone, read -> {
            // Read after the roster: every member had a heartbeat before it joined.
            List<Heartbeat> known = heartbeats.in(zone);
            List<Member> dead = read.members().stream()
                    .filter(member -> heartbeatOf(member, known)
                            .filter(heartbeat -> !heartbeat.gone())
                            .isEmpty())
                    .toList();
            return dead.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new NewRoster(
                            without(read, dead),
                            dead.stream()
                                    .map(member -> new Departed(member.registration(), leaseEnd(member, known)))
                                    .toList()));
        });
    }

    /**
     * The new content of a roster.
     *
     * @param members the members from then on
     * @param leaving the members that leave the roster without having released their accounts
     */
    private record NewRoster(List<Member> members, List<Departed> leaving) {}

    /**
     * Writes a change of the roster, conditional on the epoch that was read, and returns the zone; unchanged where
     * no change is due.
     */
    private Zone change(ZoneId zone, Function<Zone, Optional<NewRoster>> change) {
        return RETRY.run(() -> tryToChange(zone, change), () -> "the roster of zone " + zone + " is changing too fast");
    }

    private Optional<Zone> tryToChange(ZoneId zone, Function<Zone, Optional<NewRoster>> change) {
        Zone read = zones.find(zone);
        Optional<NewRoster> newRoster = change.apply(read);
        return newRoster.isEmpty()
                ? Optional.of(read)
                : zones.replaceMembers(
                        read,
                        newRoster.get().members(),
                        departed(read, newRoster.get().leaving()));
    }

    private static Optional<Heartbeat> heartbeatOf(Member member, List<Heartbeat> known) {
        return known.stream()
                .filter(heartbeat -> heartbeat.agent().equals(member.agent())
                        && heartbeat.session().equals(member.session()))
                .findFirst();
    }

    /**
     * Returns the end of a member's lease. For a process that joined late the time of its last answer is unknown,
     * since its heartbeat belongs to another process by now: the latest possible end counts.
     */
    private Instant leaseEnd(Member member, List<Heartbeat> known) {
        return heartbeatOf(member, known)
                .map(settings::leaseEnd)
                .orElseGet(() -> Stream.concat(
                                known.stream().map(settings::leaseEnd),
                                Stream.of(clock.instant().plus(longestLease(known))))
                        .max(Comparator.naturalOrder())
                        .orElseThrow())
                .plus(CLOCK_SKEW);
    }

    private Duration longestLease(List<Heartbeat> known) {
        return known.stream()
                .map(heartbeat -> settings.leaseAt(heartbeat.interval()))
                .max(Comparator.naturalOrder())
                .orElseGet(() -> settings.leaseAt(settings.timing().pollInterval()));
    }

    private static List<Member> without(Zone read, List<Member> leaving) {
        return read.members().stream()
                .filter(member -> !leaving.contains(member))
                .toList();
    }

    private List<Departed> departed(Zone read, List<Departed> leaving) {
        Instant now = clock.instant();
        var departed = new ArrayList<>(read.roster().departed());
        departed.addAll(leaving);
        departed.removeIf(agent -> agent.leaseEnd().isBefore(now));
        return departed;
    }
}
