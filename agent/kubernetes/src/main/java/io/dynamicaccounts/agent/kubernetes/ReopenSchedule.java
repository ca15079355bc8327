package io.dynamicaccounts.agent.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Times how a watch that broke is opened again: the first time at once, later after growing pauses, and not for ever.
 */
final class ReopenSchedule {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Duration limit;
    private final UnaryOperator<Duration> about;
    private @Nullable Instant openSince;
    private @Nullable Instant brokenSince;
    private int attempts;

    /**
     * Creates the schedule of a watch.
     *
     * @param limit how long after the break the watch is opened again
     * @param about scatters a pause
     */
    ReopenSchedule(Duration limit, UnaryOperator<Duration> about) {
        this.limit = limit;
        this.about = about;
    }

    void opened(Instant now) {
        openSince = now;
        brokenSince = null;
    }

    /** Returns whether the time for opening the watch again has passed. */
    boolean isOver(Instant now) {
        return brokenSince != null && !now.isBefore(brokenSince.plus(limit));
    }

    /** Returns the pause before the next attempt; never beyond the limit. */
    Duration pause(Instant now) {
        Instant broken = brokenSince == null ? now : brokenSince;
        brokenSince = broken;
        // Only after a watch that was open for a while: a cluster that closes each watch at once is asked less and
        // less.
        if (openSince != null && !now.isBefore(openSince.plus(LONGEST_PAUSE))) {
            attempts = 0;
        }
        openSince = null;
        Duration pause = attempts == 0 ? FIRST_PAUSE : Duration.ofMillis(250L << Math.min(attempts, 10));
        attempts++;
        Duration left = Duration.between(now, broken.plus(limit));
        Duration longest = left.isPositive() && left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE;
        return pause.compareTo(longest) < 0 ? about.apply(pause) : longest;
    }
}
