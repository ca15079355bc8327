package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The zones. Every read sees every earlier write. Revisions and epochs never fall. */
public interface Zones {

    /** The zone; {@link Zone#empty} when nothing was ever written of it. */
    Zone find(ZoneId zone);

    /** As {@link #find(ZoneId)} of each. */
    Map<ZoneId, Zone> find(Collection<ZoneId> zones);

    /** As {@link #raiseRevision(ZoneId, boolean, long)} where no account joins. */
    default Zone raiseRevision(ZoneId zone, boolean stopsPending) {
        return raiseRevision(zone, stopsPending, 0);
    }

    /**
     * Raises the revision by one, and notes that stops are pending if they are; the zone after the write.
     *
     * @param joining how many accounts it may have more than before
     */
    Zone raiseRevision(ZoneId zone, boolean stopsPending, long joining);

    /** Raises the revision by one if it is still the one given; empty when it is not. */
    Optional<Zone> raiseRevisionFrom(ZoneId zone, long revision);

    /** Notes how many accounts were counted, if the revision is still the one given: else some may have joined since. */
    boolean setAccountCount(ZoneId zone, long revision, long accounts);

    /** Notes that no stops are pending, if the revision is still the one given. */
    boolean clearStopsPending(ZoneId zone, long revision);

    /**
     * Replaces the members if the epoch is still the one of {@code read}; epoch and revision rise by one.
     *
     * @param members those who join with the registration {@code read.epoch() + 1}
     * @param departed those who left without a goodbye and whose time has not run out
     * @return the zone after the write; empty when the epoch is another
     */
    Optional<Zone> replaceMembers(Zone read, List<Zone.Member> members, List<Roster.Departed> departed);

    /**
     * Notes that the epoch of {@code read} is settled if it is still the newest and was not settled yet; the revision rises by one.
     *
     * @return the zone after the write; empty when another was first
     */
    Optional<Zone> settleEpoch(Zone read);

    /**
     * Lifts revision and epoch to a number if the epoch is below it: nobody lives in the zone any more, nobody left it, and that is
     * settled. For a store that is being adopted.
     *
     * @param accounts how many it has
     * @return whether it was below
     */
    boolean adopt(ZoneId zone, long epoch, boolean stopsPending, long accounts);

    /** Shows every zone that something was ever written of, as {@link Accounts#scan} does. */
    void scan(Predicate<List<ZoneId>> goOn);
}
