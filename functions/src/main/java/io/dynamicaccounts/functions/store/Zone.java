package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A zone as its agents share it.
 *
 * @param revision counts changes of what some agent of it must do
 * @param roster the agents that live
 * @param stopsPending whether some account of it may be waiting to be stopped
 * @param accounts how many accounts it has, as far as is known: those counted last, and those that came since. Rather too many than
 *     too few: one that comes back is counted again, one that leaves is not
 */
public record Zone(ZoneId id, long revision, Roster roster, boolean stopsPending, long accounts) {

    /**
     * One registration.
     *
     * @param registration the epoch at which it joined: no other registration of the zone ever has this number
     */
    public record Member(long registration, AgentId agent, SessionId session) {}

    /** A zone that nothing was ever written of. */
    public static Zone empty(ZoneId id) {
        return new Zone(id, 0, Roster.EMPTY, false, 0);
    }

    public long epoch() {
        return roster.epoch();
    }

    public List<Member> members() {
        return roster.members();
    }

    public Optional<Member> member(AgentId agent) {
        return members().stream().filter(member -> member.agent().equals(agent)).findFirst();
    }

    public boolean hasLiveAgents() {
        return !members().isEmpty();
    }

    public Set<Long> registrations() {
        return members().stream().map(Member::registration).collect(Collectors.toSet());
    }

    /** The same, one revision later, with so many accounts more. */
    public Zone withRevisionRaised(boolean stopsToo, long joining) {
        return new Zone(id, revision + 1, roster, stopsPending || stopsToo, accounts + joining);
    }

    /** The same, with its accounts counted. */
    public Zone withAccountCount(long counted) {
        return new Zone(id, revision, roster, stopsPending, counted);
    }

    /** The same, without stops pending. */
    public Zone withoutStopsPending() {
        return new Zone(id, revision, roster, false, accounts);
    }

    /** The zone one epoch and one revision later. */
    public Zone withMembers(List<Member> members, List<Roster.Departed> departed) {
        return new Zone(id, revision + 1, roster.next(revision + 1, members, departed), stopsPending, accounts);
    }

    /** The zone as an epoch of the installation begins. */
    public Zone adopted(long epoch, boolean stops, long counted) {
        return new Zone(id, epoch, Roster.adopted(epoch), stops, counted);
    }

    /** The zone with its roster settled, one revision later. */
    public Zone withEpochSettled() {
        return new Zone(id, revision + 1, roster.settle(), stopsPending, accounts);
    }
}
