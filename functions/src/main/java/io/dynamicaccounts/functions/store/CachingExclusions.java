package io.dynamicaccounts.functions.store;

import java.util.Set;

/**
 * Registrations that are not named as an account's cacher, although rendezvous hashing would choose one of them, because they cannot
 * watch the account and another can; and the hand-over that each change of that set is.
 *
 * <p>Whoever was named before a change may still cache by a list that it was sent. While a change is {@link #pending()}, nobody is told
 * to cache. It ends once every member of the zone has let go of what lists before {@link #revision()} gave it, and the lease of everybody
 * who left has run out.
 *
 * @param number counts the changes, so that a late write cannot be taken for one about a newer change
 * @param epoch the zone's epoch at the last change
 * @param excluded the registrations that are not named
 * @param pending whether somebody may still cache by a list from before the last change
 * @param revision a revision of the zone from which on all lists tell of the last change; zero until one was raised
 */
public record CachingExclusions(long number, long epoch, Set<Long> excluded, boolean pending, long revision) {

    /** Nobody was ever excluded. */
    public static final CachingExclusions NONE = new CachingExclusions(0, 0, Set.of(), false, 0);

    public CachingExclusions {
        excluded = Set.copyOf(excluded);
    }

    /** Returns the next change, by which these and no others are excluded. */
    public CachingExclusions change(long atEpoch, Set<Long> nowExcluded) {
        return new CachingExclusions(number + 1, atEpoch, nowExcluded, true, 0);
    }

    /** Returns the same change, told by every list of this revision and later ones. */
    public CachingExclusions announced(long byRevision) {
        return new CachingExclusions(number, epoch, excluded, pending, byRevision);
    }

    /** Returns the same change once nobody caches any more by what was told before it. */
    public CachingExclusions handedOver() {
        return new CachingExclusions(number, epoch, excluded, false, revision);
    }

    /** Returns whether no revision is known yet from which on lists tell of the last change. */
    public boolean unannounced() {
        return pending && revision == 0;
    }
}
