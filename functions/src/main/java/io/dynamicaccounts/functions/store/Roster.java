package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.store.Zone.Member;
import java.time.Instant;
import java.util.List;

/**
 * The live agents of a zone, and the progress of the hand-over of caching from the roster before.
 *
 * <p>An epoch is <i>settled</i> once every agent that may have cached under the epoch before has acknowledged the
 * new one, or its lease has run out. Until then agents cache only what the newest and the last settled roster agree
 * on.
 *
 * @param epoch counts changes of the members: the fencing number
 * @param firstRevision the first revision of the zone whose lists contain this epoch
 * @param members the live agents, ordered by registration
 * @param departed the agents that left without a goodbye and may still cache for a while
 * @param settledEpoch the newest epoch that is settled; zero for none
 * @param settledMembers the members of the newest settled epoch
 */
public record Roster(
        long epoch,
        long firstRevision,
        List<Member> members,
        List<Departed> departed,
        long settledEpoch,
        List<Member> settledMembers) {

    /** The roster of a zone that never had a live agent. */
    public static final Roster EMPTY = new Roster(0, 0, List.of(), List.of(), 0, List.of());

    /**
     * An agent that left without a goodbye.
     *
     * @param registration the agent's registration
     * @param leaseEnd when the agent's lease has run out by the agent's own clock, at the latest
     */
    public record Departed(long registration, Instant leaseEnd) {}

    public Roster {
        members = List.copyOf(members);
        departed = List.copyOf(departed);
        settledMembers = List.copyOf(settledMembers);
    }

    /** Returns the roster of a zone without live agents, settled since this epoch. */
    public static Roster adopted(long epoch) {
        return new Roster(epoch, epoch, List.of(), List.of(), epoch, List.of());
    }

    public boolean isSettled() {
        return settledEpoch == epoch;
    }

    /** Returns the roster of the next epoch, which the lists of this revision are the first to contain. */
    public Roster next(long revision, List<Member> nextMembers, List<Departed> nextDeparted) {
        return new Roster(epoch + 1, revision, nextMembers, nextDeparted, settledEpoch, settledMembers);
    }

    /** Returns this roster as settled, once no agent caches any more by the roster before. */
    public Roster settle() {
        return new Roster(epoch, firstRevision, members, List.of(), epoch, members);
    }
}
