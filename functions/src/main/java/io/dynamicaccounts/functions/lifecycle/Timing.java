package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.SettingRange;
import io.dynamicaccounts.functions.account.AccountName;
import java.time.Duration;
import java.util.Optional;

/**
 * The configured bounds that the lifecycle counts with. Outside its {@link SettingRange} a number is refused with an
 * {@link IllegalArgumentException} that names the configuration key.
 *
 * @param maxRetries how often a failed start, and a failed stop, is tried again by itself
 * @param retryFrequency the wait before the next try
 * @param activationTimeout how long a start, stop or confirmation may take before it counts as failed
 * @param pollInterval how often an agent asks
 * @param recovery the longest wait between two tries of a start that failed {@code maxRetries} times; zero where the
 *     next try is left to an operator
 */
public record Timing(
        int maxRetries, Duration retryFrequency, Duration activationTimeout, Duration pollInterval, Duration recovery) {

    /**
     * How long after a transition its publication is given before the sweep publishes again. A function that is alive
     * needs well under a second; a few seconds keep the sweep from doing its work twice.
     */
    public static final Duration PUBLICATION_GRACE = Duration.ofSeconds(5);

    /**
     * When the sweep looks again at an account whose zone has no agent. The agent that registers there re-queues it
     * at once, so this is only the net below that.
     */
    public static final Duration WITHOUT_AGENT = Duration.ofMinutes(2);

    /** A start that stayed confirmed for so long was a success: the next failure begins to count anew. */
    public static final Duration STABLE_AFTER = Duration.ofHours(1);

    public static final Timing DEFAULT = new Timing(
            3, Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ofSeconds(10), Duration.ofSeconds(900));

    /**
     * A wait lies between these parts of its bound, by the account's name: what failed together is not tried again
     * together. The upper one leaves room for the sweep and the poll that carry the try out, so that it comes within
     * the bound.
     */
    private static final double SHORTEST_PART = 0.7;

    private static final double LONGEST_PART = 0.9;

    /** A bound doubles with each try up to the configured one; 2^20 times any frequency is above that. */
    private static final int MOST_DOUBLINGS = 20;

    public Timing {
        SettingRange.MAX_RETRIES.check(maxRetries);
        SettingRange.RETRY_FREQUENCY_SECONDS.check(retryFrequency.toSeconds());
        SettingRange.ACTIVATION_TIMEOUT_SECONDS.check(activationTimeout.toSeconds());
        SettingRange.POLL_SECONDS.check(pollInterval.toSeconds());
        SettingRange.RECOVERY_SECONDS.check(recovery.toSeconds());
    }

    /** Whether a start that failed {@link #maxRetries} times is tried again by itself. */
    public boolean recovers() {
        return recovery.isPositive();
    }

    /**
     * Returns the wait before a start, or an agent beside others, is tried again.
     *
     * @param failures how often it was tried again before
     * @return the retry frequency while retries are left, then growing up to {@link #recovery}; empty when it is left
     *     to an operator
     */
    public Optional<Duration> untilNextTry(AccountName account, int failures) {
        if (failures < maxRetries) {
            return Optional.of(retryFrequency);
        }
        if (!recovers()) {
            return Optional.empty();
        }
        long grown = retryFrequency.toMillis() << Math.min(failures - maxRetries + 1, MOST_DOUBLINGS);
        long bound = Math.min(grown, recovery.toMillis());
        return Optional.of(Duration.ofMillis(Math.round(bound * part(account, failures))));
    }

    /** Differs between accounts and between tries of one, and is the same wherever it is asked for. */
    private static double part(AccountName account, int failures) {
        long mixed = (account.value().hashCode() * 31L + failures) * 0x9E3779B97F4A7C15L;
        double fraction = (mixed >>> 11) * 0x1.0p-53;
        return SHORTEST_PART + (LONGEST_PART - SHORTEST_PART) * fraction;
    }
}
