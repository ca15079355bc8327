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
 * @param epoch counts changes of the roster: the fencing number
 * @param roster the agents that live, by order of registration
 * @param stopsPending whether some account of it may be waiting to be stopped
 */
public record Zone(ZoneId id, long revision, long epoch, List<Member> roster, boolean stopsPending) {

    /**
     * One registration.
     *
     * @param registration the epoch at which it joined: no other registration of the zone ever has this number
     */
    public record Member(long registration, AgentId agent, SessionId session) {}

    public Zone {
        roster = List.copyOf(roster);
    }

    /** A zone that nothing was ever written of. */
    public static Zone unheardOf(ZoneId id) {
        return new Zone(id, 0, 0, List.of(), false);
    }

    public Optional<Member> member(AgentId agent) {
        return roster.stream().filter(member -> member.agent().equals(agent)).findFirst();
    }

    public boolean lives() {
        return !roster.isEmpty();
    }

    public Set<Long> registrations() {
        return roster.stream().map(Member::registration).collect(Collectors.toSet());
    }
}
