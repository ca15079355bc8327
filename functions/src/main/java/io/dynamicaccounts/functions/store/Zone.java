package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The state that the agents of a zone share.
 *
 * @param revision counts changes of what some agent of the zone must do
 * @param roster the live agents
 * @param stopsPending whether an account of the zone may be waiting to be stopped
 * @param accounts the number of accounts as far as it is known: the last count plus the accounts that joined since.
 *     The number is rather too high than too low: an account that comes back is counted again, and an account that
 *     leaves is not subtracted
 */
public record Zone(ZoneId id, long revision, Roster roster, boolean stopsPending, long accounts) {

    /**
     * The registration of an agent.
     *
     * @param registration the epoch at which the agent joined: no other registration of the zone ever has this
     *     number
     */
    public record Member(long registration, AgentId agent, SessionId session) {}

    /** Returns the zone of which nothing was ever written. */
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

    /** Returns the same zone one revision later, with more accounts. */
    public Zone withRevisionRaised(boolean stopsToo, long joining) {
        return new Zone(id, revision + 1, roster, stopsPending || stopsToo, accounts + joining);
    }

    /** Returns the same zone with this count of accounts. */
    public Zone withAccountCount(long counted) {
        return new Zone(id, revision, roster, stopsPending, counted);
    }

    /** Returns the same zone without pending stops. */
    public Zone withoutStopsPending() {
        return new Zone(id, revision, roster, false, accounts);
    }

    /** Returns the zone one epoch and one revision later, with these members. */
    public Zone withMembers(List<Member> members, List<Roster.Departed> departed) {
        return new Zone(id, revision + 1, roster.next(revision + 1, members, departed), stopsPending, accounts);
    }

    /** Returns the zone as it is when an epoch of the installation begins. */
    public Zone adopted(long epoch, boolean stops, long counted) {
        return new Zone(id, epoch, Roster.adopted(epoch), stops, counted);
    }

    /** Returns the zone with its roster settled, one revision later. */
    public Zone withEpochSettled() {
        return new Zone(id, revision + 1, roster.settle(), stopsPending, accounts);
    }
}
