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
     * Writes {@link Assignment#mergedOver} of this assignment and the stored one, if the stored one has a lower
     * version or does not exist. Outcomes that agents reported are kept while the generation stays the same, and may
     * be forgotten when it does not; outcomes in the argument are ignored. Zones that the account left are kept
     * until {@link #clearLeftZones}, and exclusions until they are {@link #replaceExclusions replaced}.
     *
     * @return false when the stored assignment has this version or a higher one; nothing was written
     */
    boolean publish(Assignment assignment);

    /**
     * The report of one registration about a generation.
     *
     * @param at when the registration reported
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
     * Notes the report of one registration about a generation, if that is the stored generation and the state is not
     * REMOVED. Every further FAILED counts one more try.
     *
     * @param live the live registrations; outcomes of all others may be dropped
     * @return the assignment with every agent's outcome after the write; empty when nothing was written
     */
    Optional<Assignment> recordOutcome(ReportedOutcome reported, Set<Long> live);

    /**
     * Notes that the agents of the zones that the account left have released it, if the assignment still has this
     * version.
     *
     * @return whether it had this version
     */
    boolean clearLeftZones(ZoneId zone, AccountName account, long version);

    /**
     * Replaces the exclusions from caching, if the stored ones are still those that were read.
     *
     * @return whether they were replaced; false as well where the response to an earlier try of the same write was
     *     lost, so a caller that receives false reads again
     */
    boolean replaceExclusions(ZoneId zone, AccountName account, CachingExclusions read, CachingExclusions next);

    /** Returns every assignment of a zone, including tombstones, ordered by name. */
    List<Assignment> inZone(ZoneId zone);

    /** Returns the assignments that a zone has of these accounts. */
    default Map<AccountName, Assignment> find(ZoneId zone, Collection<AccountName> accounts) {
        var found = new LinkedHashMap<AccountName, Assignment>();
        find(accounts.stream().map(account -> new Key(zone, account)).toList())
                .forEach((key, assignment) -> found.put(key.account(), assignment));
        return found;
    }

    /** Returns the assignments that exist of these accounts in these zones. */
    Map<Key, Assignment> find(Collection<Key> keys);

    /** Returns how many assignments of a zone are not tombstones. */
    long count(ZoneId zone);

    /**
     * Deletes tombstones that were written before a time of the store's own clock; stores that expire items by
     * themselves do nothing.
     */
    void deleteTombstones(Instant writtenBefore);

    /** The key of one account in one zone. */
    record Key(ZoneId zone, AccountName account) {}
}
