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
 * Who caches an account: of a zone's members that are not excluded the one that rendezvous hashing names, so that a change of members
 * moves no more accounts than it must. There is no lease per account.
 *
 * <p>While an epoch is not settled, only that member caches whom the newest and the last settled roster both name: nobody else
 * was ever told to since the last settled one, so no second one can be told now. An epoch settles once everybody who left has
 * run out, and every member of the last settled roster that still lives caches by a revision that told of the new one. A change of
 * who is excluded is a hand-over of its own, of that account alone: see {@link CachingExclusions}.
 */
public final class CacherSelection {

    private CacherSelection() {}

    /** Whether this member is the one to cache an assignment of its zone. */
    public static boolean mayCache(Zone zone, Member member, Assignment assignment) {
        return assignment.leftZones().isEmpty()
                && !assignment.exclusions().pending()
                && isSelected(zone, member, assignment);
    }

    /** Whether this member is to cache an assignment of its zone once nobody else may any more. */
    public static boolean isSelected(Zone zone, Member member, Assignment assignment) {
        Roster roster = zone.roster();
        return isSelected(roster.members(), member, assignment)
                && (roster.isSettled() || isSelected(roster.settledMembers(), member, assignment));
    }

    /** The zone with its epoch settled, if it can be now; as it was otherwise. */
    public static Zone settleEpochIfPossible(Zone zone, Zones zones, Heartbeats heartbeats, Instant now) {
        if (zone.roster().isSettled() || !canSettleEpoch(zone, heartbeats, now)) {
            return zone;
        }
        return zones.settleEpoch(zone).orElseGet(() -> zones.find(zone.id()));
    }

    /**
     * Returns whether nobody in a zone that an account left may still cache it: those who left the zone have run out, all others cache by a
     * list that no longer names it.
     *
     * @param revision a revision from which on lists do not; zero where none is known but that of the zone as it was read. A fixed one, so
     *     that other accounts, which raise it again and again, keep nobody waiting
     */
    public static boolean hasReleased(Zone left, long revision, Heartbeats heartbeats, Instant now) {
        long told = revision == 0 ? left.revision() : revision;
        return left.revision() >= told
                && allLeasesEnded(left, now)
                && (!left.hasLiveAgents()
                        || new Acknowledgements(left, heartbeats.in(left.id())).allAcknowledgedCaching(told));
    }

    /** Whether everybody who left without a goodbye has run out. */
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

    /** The member with the highest weight for the account; its weight does not depend on who else is there. */
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

    /** FNV-1a: the same on every machine and in every version. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finalizer of MurmurHash3, which spreads every bit over all others. */
    private static long mixed(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
