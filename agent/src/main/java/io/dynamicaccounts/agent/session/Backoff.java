package io.dynamicaccounts.agent.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Draws the wait after a failure: at random up to a bound that doubles with each failure in a row ("full jitter"), so
 * that the agents of a fleet that lost its control plane do not all retry at once.
 */
final class Backoff {

    /** A wait near zero would make a busy loop of the first retries. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    Duration next() {
        // 2^20 times the first bound is far above the longest, and a larger shift would overflow.
        long bound = Math.min(first.toMillis() << Math.min(failures, 20), longest.toMillis());
        failures++;
        return Duration.ofMillis(Math.max(SHORTEST.toMillis(), random.nextLong(bound + 1)));
    }

    void reset() {
        failures = 0;
    }
}
