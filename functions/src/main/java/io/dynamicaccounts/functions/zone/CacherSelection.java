package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.Roster;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.store.Zones;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Selects the cacher of an account. Rendezvous hashing selects among the zone's members that are not excluded, so
 * that a change of members moves no more accounts than necessary. There is no lease per account.
 *
 * <p>While an epoch is not settled, a member caches an account only if hashing selects the member in the newest
 * roster as well as in the last settled roster. No other member was ever assigned the account since the last settled
 * roster, so two cachers are impossible. An epoch settles once the leases of all departed members have ended, and
 * every remaining member of the last settled roster caches by the first revision of the new roster or a later one. A
 * change of an account's exclusions is a hand-over of that account alone: see {@link CachingExclusions}.
 */
public final class CacherSelection {

    private CacherSelection() {}

    /** Returns whether this member may cache an assignment of its zone now. */
    public static boolean mayCache(Zone zone, Member member, Assignment assignment) {
        return assignment.leftZones().isEmpty()
                && !assignment.exclusions().pending()
                && isSelected(zone, member, assignment);
    }

    /**
     * Returns whether this member is selected to cache an assignment of its zone as soon as no other agent may cache
     * it.
     */
    public static boolean isSelected(Zone zone, Member member, Assignment assignment) {
        Roster roster = zone.roster();
        return isSelected(roster.members(), member, assignment)
                && (roster.isSettled() || isSelected(roster.settledMembers(), member, assignment));
    }

    /** Returns the zone with its epoch settled if the epoch can settle now; otherwise the unchanged zone. */
    public static Zone settleEpochIfPossible(Zone zone, Zones zones, Heartbeats heartbeats, Instant now) {
        if (zone.roster().isSettled() || !canSettleEpoch(zone, heartbeats, now)) {
            return zone;
        }
        return zones.settleEpoch(zone).orElseGet(() -> zones.find(zone.id()));
    }

    /**
     * Returns whether no agent of a zone that an account left may still cache the account: the leases of departed
     * agents have ended, and all other agents cache by a list that does not name the account.
     *
     * @param revision the revision from which on the zone's lists do not name the account; zero where none is known,
     *     then the revision of the zone as it was read counts. A fixed revision keeps the account from waiting while
     *     other accounts raise the zone's revision
     */
    public static boolean hasReleased(Zone left, long revision, Heartbeats heartbeats, Instant now) {
        long told = revision == 0 ? left.revision() : revision;
        return left.revision() >= told
                && allLeasesEnded(left, now)
                && (!left.hasLiveAgents()
                        || new Acknowledgements(left, heartbeats.in(left.id())).allAcknowledgedCaching(told));
    }

    /** Returns whether the leases of all agents that left without a goodbye have ended. */
    public static boolean allLeasesEnded(Zone zone, Instant now) {
        return zone.roster().departed().stream()
                .allMatch(departed -> departed.leaseEnd().isBefore(now));
    }

    private static boolean canSettleEpoch(Zone zone, Heartbeats heartbeats, Instant now) {
        Roster roster = zone.roster();
        if (!allLeasesEnded(zone, now)) {
            return false;
        }
        List<Member> mayStillCache = roster.settledMembers().stream()
                .filter(roster.members()::contains)
                .toList();
        if (mayStillCache.isEmpty()) {
            return true;
        }
        var acknowledgements = new Acknowledgements(zone, heartbeats.in(zone.id()));
        return mayStillCache.stream()
                .allMatch(member -> acknowledgements.hasAcknowledgedCaching(member, roster.firstRevision()));
    }

    private static boolean isSelected(List<Member> members, Member member, Assignment assignment) {
        return select(members, assignment.exclusions().excluded(), assignment.account())
                .filter(member::equals)
                .isPresent();
    }

    /**
     * Returns the member with the highest weight for the account. A member's weight does not depend on the other
     * members.
     */
    static Optional<Member> select(List<Member> members, Set<Long> excluded, AccountName account) {
        Member best = null;
        long highest = Long.MIN_VALUE;
        long hash = hash(account.value());
        for (Member member : members) {
            if (excluded.contains(member.registration())) {
                continue;
            }
            long weight = mixed(hash ^ mixed(hash(member.agent().value())));
            if (best == null || weight > highest) {
                best = member;
                highest = weight;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns the FNV-1a hash of the text, which is the same on every machine and in every version. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Applies the finalizer of MurmurHash3, which spreads every bit over all others. */
    private static long mixed(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
