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
 * Joins and leaves of a zone's roster, each a conditional write that raises its epoch. Both may be repeated. Whoever leaves
 * without a goodbye may believe that it caches until the lease it was last told has run out by its own clock.
 */
public final class RosterChanges {

    /** How far two clocks may be apart, and how long an answer may be under way. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    /** Every agent of a zone may be registering at once; each try that fails lets another one in. */
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
     * The zone with this session in its roster, in the place of any other session of the agent.
     *
     * @param until when the lease of any other session has run out, by the control plane's clock
     */
    public Zone join(ZoneId zone, AgentId agent, SessionId session, Instant until) {
        return change(zone, read -> {
            liftIfNew(read);
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
     * A zone that no agent ever joined begins above all that its agents may have been told: a restored installation does not know the zones
     * that came after its backup.
     */
    private void liftIfNew(Zone read) {
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

    /** The zone without this agent's session in its roster, after a goodbye: it has let go of everything. */
    public Zone leave(ZoneId zone, AgentId agent, SessionId session) {
        return change(
                zone,
                read -> read.member(agent)
                        .filter(present -> present.session().equals(session))
                        .map(member -> new NewRoster(without(read, List.of(member)), List.of())));
    }

    /**
     * The zone without members that do not live: agents that fell silent or were told to go, and processes that joined late, after
     * another had taken their id. Whoever lets one in again that has gone expels it first, so the epoch tells one that read it as
     * gone before.
     */
    public Zone removeDead(ZoneId zone) {
        return change(zone, read -> {
            // After the roster: who is in it had a heartbeat before.
            List<Heartbeat> known = heartbeats.in(zone);
            List<Member> dead = read.members().stream()
                    .filter(member ->
                            of(member, known).filter(beat -> !beat.gone()).isEmpty())
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
     * What becomes of a roster.
     *
     * @param members who is in it from then on
     * @param leaving who leaves it without having let go
     */
    private record NewRoster(List<Member> members, List<Departed> leaving) {}

    /** The zone with what is to change of it written, on the epoch it was read at; as it was read where nothing is. */
    private Zone change(ZoneId zone, Function<Zone, Optional<NewRoster>> change) {
        return RETRY.run(() -> tryToChange(zone, change), () -> "the roster of zone " + zone + " is changing too fast");
    }

    private Optional<Zone> tryToChange(ZoneId zone, Function<Zone, Optional<NewRoster>> change) {
        Zone read = zones.find(zone);
        Optional<NewRoster> due = change.apply(read);
        return due.isEmpty()
                ? Optional.of(read)
                : zones.replaceMembers(
                        read, due.get().members(), departed(read, due.get().leaving()));
    }

    private static Optional<Heartbeat> of(Member member, List<Heartbeat> known) {
        return known.stream()
                .filter(heartbeat -> heartbeat.agent().equals(member.agent())
                        && heartbeat.session().equals(member.session()))
                .findFirst();
    }

    /** Of one that joined late nobody knows when it was last told something, and its heartbeat is another's by now. */
    private Instant leaseEnd(Member member, List<Heartbeat> known) {
        return of(member, known)
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
        departed.removeIf(one -> one.leaseEnd().isBefore(now));
        return departed;
    }
}
