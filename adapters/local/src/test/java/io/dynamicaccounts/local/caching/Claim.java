package io.dynamicaccounts.local.caching;

import java.time.Instant;

/**
 * That a process held an account for its own to cache.
 *
 * @param process its agent and which of that agent's processes it was
 * @param epoch under which it did
 * @param to when it let go, or would have by itself: what a process that was killed or is stopped may still believe
 *     counts
 */
record Claim(String process, String account, long epoch, Instant from, Instant to) {

    boolean holdsAt(Instant time) {
        return !from.isAfter(time) && to.isAfter(time);
    }
}
