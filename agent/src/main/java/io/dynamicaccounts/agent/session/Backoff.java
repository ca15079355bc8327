package io.dynamicaccounts.agent.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: at random up to a bound that doubles with each failure in a row ("full jitter"), so that a
 * fleet that lost its control plane does not come back in step.
 */
final class Backoff {

    /** A draw near zero would make a busy loop of the first retries. */
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
        // 2^20 first steps are far beyond any bound, and a larger shift would overflow.
        long bound = Math.min(first.toMillis() << Math.min(failures, 20), longest.toMillis());
        failures++;
        return Duration.ofMillis(Math.max(SHORTEST.toMillis(), random.nextLong(bound + 1)));
    }

    void reset() {
        failures = 0;
    }
}
