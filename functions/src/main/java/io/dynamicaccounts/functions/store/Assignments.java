package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The assignments, by zone and account. Every read sees every earlier write. */
public interface Assignments {

    /**
     * Writes the assignment if the stored one is of a lower version, or there is none: what {@link Assignment#mergedOver} makes of the two.
     * Outcomes that agents reported are kept while the generation stays the same, and may be forgotten when it does not; those in
     * the argument are ignored. Zones that the account left are kept until it has {@link #clearLeftZones}, and exclusions until they are
     * {@link #replaceExclusions replaced}.
     *
     * @return false when the stored one is of this version or a higher one; nothing was written
     */
    boolean publish(Assignment assignment);

    /**
     * What one registration says of a generation.
     *
     * @param at when it said so
     */
    record ReportedOutcome(
            ZoneId zone,
            AccountName account,
            long generation,
            long registration,
            Assignment.ReportedResult result,
            Instant at,
            Optional<String> message) {}

    /**
     * Notes what one registration says of a generation, if that is the stored generation and the standing is not REMOVED.
     * Saying FAILED again counts a try more.
     *
     * @param live the registrations that live: outcomes of others may be dropped
     * @return the assignment with every agent's outcome after the write; empty when nothing was written
     */
    Optional<Assignment> recordOutcome(ReportedOutcome reported, Set<Long> live);

    /** Notes that the agents of the zones it left have let go, if it is still of this version; whether it was. */
    boolean clearLeftZones(ZoneId zone, AccountName account, long version);

    /**
     * Replaces who is excluded from caching, if that is still what was read.
     *
     * @return whether it was; false as well where the answer to an earlier try of the same write was lost, so whoever is refused reads
     *     again
     */
    boolean replaceExclusions(ZoneId zone, AccountName account, CachingExclusions read, CachingExclusions next);

    /** Every assignment of a zone, tombstones included, in order of name. */
    List<Assignment> inZone(ZoneId zone);

    /** Those that a zone has of these accounts. */
    default Map<AccountName, Assignment> find(ZoneId zone, Collection<AccountName> accounts) {
        var found = new LinkedHashMap<AccountName, Assignment>();
        find(accounts.stream().map(account -> new Key(zone, account)).toList())
                .forEach((key, assignment) -> found.put(key.account(), assignment));
        return found;
    }

    /** Those that exist of these accounts in these zones. */
    Map<Key, Assignment> find(Collection<Key> keys);

    /** How many assignments a zone has that are not tombstones. */
    long count(ZoneId zone);

    /** Deletes tombstones that were written before an instant of the store's own clock; stores that expire by themselves do nothing. */
    void deleteTombstones(Instant writtenBefore);

    /** One account in one zone. */
    record Key(ZoneId zone, AccountName account) {}
}
