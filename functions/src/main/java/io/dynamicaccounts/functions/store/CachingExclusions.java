package io.dynamicaccounts.functions.store;

import java.util.Set;

/**
 * The registrations that are not selected as an account's cacher, although rendezvous hashing would select one of
 * them, because they cannot watch the account and another registration can. Each change of this set is a hand-over.
 *
 * <p>An agent that was selected before a change may still cache by a list that it received. While a change is
 * {@link #pending()}, no list names a cacher of the account. The change ends once every member of the zone has
 * acknowledged that it no longer caches by lists before {@link #revision()}, and the lease of every agent that left
 * has run out.
 *
 * @param number counts the changes, so that a late write cannot be taken for a write about a newer change
 * @param epoch the zone's epoch at the last change
 * @param excluded the registrations that are not selected
 * @param pending whether an agent may still cache by a list from before the last change
 * @param revision a revision of the zone from which on all lists contain the last change; zero until one was raised
 */
public record CachingExclusions(long number, long epoch, Set<Long> excluded, boolean pending, long revision) {

    /** The exclusions of an account from which no registration was ever excluded. */
    public static final CachingExclusions NONE = new CachingExclusions(0, 0, Set.of(), false, 0);

    public CachingExclusions {
        excluded = Set.copyOf(excluded);
    }

    /** Returns the next change, which excludes exactly these registrations. */
    public CachingExclusions change(long atEpoch, Set<Long> nowExcluded) {
        return new CachingExclusions(number + 1, atEpoch, nowExcluded, true, 0);
    }

    /** Returns the same change, which every list of this revision and later ones contains. */
    public CachingExclusions announced(long byRevision) {
        return new CachingExclusions(number, epoch, excluded, pending, byRevision);
    }

    /** Returns the same change once no agent caches any more by a list from before it. */
    public CachingExclusions handedOver() {
        return new CachingExclusions(number, epoch, excluded, false, revision);
    }

    /** Returns whether no revision is known yet from which on lists contain the last change. */
    public boolean unannounced() {
        return pending && revision == 0;
    }
}
