package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The zones of a store that reads and writes a zone in one transaction. Every write is one change of what the
 * transaction read.
 */
public interface TransactionalZones extends Zones {

    /**
     * Changes a zone if a condition holds of it, in a transaction in which no other writer can interfere.
     *
     * @return the zone after the write; empty when the condition does not hold, and nothing was written
     */
    Optional<Zone> changeIf(ZoneId zone, Predicate<Zone> condition, UnaryOperator<Zone> change);

    @Override
    default Zone raiseRevision(ZoneId zone, boolean stopsPending, long joining) {
        return changeIf(zone, any -> true, found -> found.withRevisionRaised(stopsPending, joining))
                .orElseThrow();
    }

    @Override
    default boolean setAccountCount(ZoneId zone, long revision, long accounts) {
        return changeIf(zone, found -> found.revision() == revision, found -> found.withAccountCount(accounts))
                .isPresent();
    }

    @Override
    default Optional<Zone> raiseRevisionFrom(ZoneId zone, long revision) {
        return changeIf(zone, found -> found.revision() == revision, found -> found.withRevisionRaised(false, 0));
    }

    @Override
    default boolean clearStopsPending(ZoneId zone, long revision) {
        return changeIf(zone, found -> found.revision() == revision, Zone::withoutStopsPending)
                .isPresent();
    }

    @Override
    default Optional<Zone> replaceMembers(Zone read, List<Zone.Member> members, List<Roster.Departed> departed) {
        return changeIf(
                read.id(), found -> found.epoch() == read.epoch(), found -> found.withMembers(members, departed));
    }

    @Override
    default Optional<Zone> settleEpoch(Zone read) {
        return changeIf(
                read.id(),
                found -> found.epoch() == read.epoch() && !found.roster().isSettled(),
                Zone::withEpochSettled);
    }

    @Override
    default boolean adopt(ZoneId zone, long epoch, boolean stopsPending, long accounts) {
        return changeIf(zone, found -> found.epoch() < epoch, found -> found.adopted(epoch, stopsPending, accounts))
                .isPresent();
    }
}
