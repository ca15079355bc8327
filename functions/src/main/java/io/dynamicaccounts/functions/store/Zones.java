package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The zones. Every read sees every earlier write. Revisions and epochs never decrease. */
public interface Zones {

    /** Returns the zone; {@link Zone#empty} when nothing was ever written of it. */
    Zone find(ZoneId zone);

    /** Returns the result of {@link #find(ZoneId)} for each zone. */
    Map<ZoneId, Zone> find(Collection<ZoneId> zones);

    /** Raises the revision where no account joins: see {@link #raiseRevision(ZoneId, boolean, long)}. */
    default Zone raiseRevision(ZoneId zone, boolean stopsPending) {
        return raiseRevision(zone, stopsPending, 0);
    }

    /**
     * Raises the revision by one, and notes that stops are pending if they are.
     *
     * @param joining how many accounts the zone may have more than before
     * @return the zone after the write
     */
    Zone raiseRevision(ZoneId zone, boolean stopsPending, long joining);

    /**
     * Raises the revision by one if the revision is still the given one.
     *
     * @return the zone after the write; empty when the revision is another
     */
    Optional<Zone> raiseRevisionFrom(ZoneId zone, long revision);

    /**
     * Notes the number of accounts counted, if the revision is still the given one. If it is another, accounts may
     * have joined since the count.
     *
     * @return whether the number was noted
     */
    boolean setAccountCount(ZoneId zone, long revision, long accounts);

    /**
     * Notes that no stops are pending, if the revision is still the given one.
     *
     * @return whether this was noted
     */
    boolean clearStopsPending(ZoneId zone, long revision);

    /**
     * Replaces the members if the epoch is still the epoch of {@code read}; epoch and revision rise by one.
     *
     * @param members the new members; a member that joins has the registration {@code read.epoch() + 1}
     * @param departed the agents that left without a goodbye and whose leases have not run out
     * @return the zone after the write; empty when the epoch is another
     */
    Optional<Zone> replaceMembers(Zone read, List<Zone.Member> members, List<Roster.Departed> departed);

    /**
     * Notes that the epoch of {@code read} is settled, if it is still the newest and was not settled yet; the
     * revision rises by one.
     *
     * @return the zone after the write; empty when another writer was first
     */
    Optional<Zone> settleEpoch(Zone read);

    /**
     * Lifts revision and epoch to a number if the epoch is below it. The zone then has no live and no departed
     * agents, and its roster is settled. Only an adoption uses this method.
     *
     * @param accounts how many accounts the zone has
     * @return whether the epoch was below the number
     */
    boolean adopt(ZoneId zone, long epoch, boolean stopsPending, long accounts);

    /** Passes every zone of which anything was ever written to the predicate, as {@link Accounts#scan} does. */
    void scan(Predicate<List<ZoneId>> goOn);
}
