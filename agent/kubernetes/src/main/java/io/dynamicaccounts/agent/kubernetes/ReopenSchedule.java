package io.dynamicaccounts.agent.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** When a watch that broke is opened again: the first time at once, later after longer and longer pauses, and not for ever. */
final class ReopenSchedule {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Duration patience;
    private final UnaryOperator<Duration> about;
    private @Nullable Instant openSince;
    private @Nullable Instant brokenSince;
    private int attempts;

    /**
     * @param patience for how long it is tried
     * @param about scatters a pause
     */
    ReopenSchedule(Duration patience, UnaryOperator<Duration> about) {
        this.patience = patience;
        this.about = about;
    }

    void opened(Instant now) {
        openSince = now;
        brokenSince = null;
    }

    /** Whether it has been tried for long enough. */
    boolean isOver(Instant now) {
        return brokenSince != null && !now.isBefore(brokenSince.plus(patience));
    }

    /** How long to wait before the next attempt; never beyond the end of patience. */
    Duration pause(Instant now) {
        Instant broken = brokenSince == null ? now : brokenSince;
        brokenSince = broken;
        // Only one that was open for a while: a cluster that opens each watch to close it at once is asked less and
        // less.
        if (openSince != null && !now.isBefore(openSince.plus(LONGEST_PAUSE))) {
            attempts = 0;
        }
        openSince = null;
        Duration pause = attempts == 0 ? FIRST_PAUSE : Duration.ofMillis(250L << Math.min(attempts, 10));
        attempts++;
        Duration left = Duration.between(now, broken.plus(patience));
        Duration longest = left.isPositive() && left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE;
        return pause.compareTo(longest) < 0 ? about.apply(pause) : longest;
    }
}
