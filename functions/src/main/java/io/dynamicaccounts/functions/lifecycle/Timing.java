package io.dynamicaccounts.functions.lifecycle;

import java.time.Duration;

/**
 * The configured bounds that the lifecycle counts with. Outside the ranges given here an {@link IllegalArgumentException} names
 * the configuration key.
 *
 * @param maxRetries how often a failed start, and a failed stop, is tried again by itself: 0 to 100
 * @param retryFrequency the wait before the next try: 1 second to 1 hour
 * @param activationTimeout how long a start, stop or confirmation may take before it counts as failed: 5 seconds to 1 hour
 * @param pollInterval how often an agent asks: 1 to 300 seconds
 */
public record Timing(int maxRetries, Duration retryFrequency, Duration activationTimeout, Duration pollInterval) {

    /**
     * How long after a transition its publication is given before the sweep publishes again. A function that is alive needs
     * well under a second; a few seconds keep the sweep from doing its work twice.
     */
    public static final Duration PUBLICATION_GRACE = Duration.ofSeconds(5);

    /**
     * When the sweep looks again at an account whose zone has no agent. The agent that registers there re-queues it at once, so
     * this is only the net below that.
     */
    public static final Duration WITHOUT_AGENT = Duration.ofMinutes(2);

    public static final Timing DEFAULT =
            new Timing(3, Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ofSeconds(10));

    public Timing {
        check("max-retries", maxRetries, 0, 100);
        check("retry-frequency-seconds", retryFrequency.toSeconds(), 1, 3600);
        check("activation-timeout-seconds", activationTimeout.toSeconds(), 5, 3600);
        check("poll-seconds", pollInterval.toSeconds(), 1, 300);
    }

    private static void check(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "dynamic-accounts." + key + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
