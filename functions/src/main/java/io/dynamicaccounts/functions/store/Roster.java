package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.store.Zone.Member;
import java.time.Instant;
import java.util.List;

/**
 * Who lives in a zone, and how far the hand-over of caching from the roster before has come.
 *
 * <p>An epoch is <i>settled</i> once everybody who may have cached under the one before has let go or run out. Until then only
 * what the newest and the last settled roster agree on is cached.
 *
 * @param epoch counts changes of the members: the fencing number
 * @param firstRevision the zone's revision that told of this epoch first
 * @param members those that live, by order of registration
 * @param departed those that left without a goodbye and may believe for a while that they still cache
 * @param settledEpoch the newest epoch that is settled; zero for none
 * @param settledMembers the members of that epoch
 */
public record Roster(
        long epoch,
        long firstRevision,
        List<Member> members,
        List<Departed> departed,
        long settledEpoch,
        List<Member> settledMembers) {

    /** Nobody ever lived here. */
    public static final Roster EMPTY = new Roster(0, 0, List.of(), List.of(), 0, List.of());

    /**
     * One that left without a goodbye.
     *
     * @param registration which
     * @param leaseEnd when what it was told has run out by its own clock, at the latest
     */
    public record Departed(long registration, Instant leaseEnd) {}

    public Roster {
        members = List.copyOf(members);
        departed = List.copyOf(departed);
        settledMembers = List.copyOf(settledMembers);
    }

    /** Nobody lives here, since this epoch. */
    public static Roster adopted(long epoch) {
        return new Roster(epoch, epoch, List.of(), List.of(), epoch, List.of());
    }

    public boolean isSettled() {
        return settledEpoch == epoch;
    }

    /** The roster of the next epoch, first told by this revision. */
    public Roster next(long revision, List<Member> nextMembers, List<Departed> nextDeparted) {
        return new Roster(epoch + 1, revision, nextMembers, nextDeparted, settledEpoch, settledMembers);
    }

    /** This roster once everybody before it has let go. */
    public Roster settle() {
        return new Roster(epoch, firstRevision, members, List.of(), epoch, members);
    }
}
