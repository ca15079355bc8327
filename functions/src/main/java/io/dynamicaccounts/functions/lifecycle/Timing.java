package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.SettingRange;
import io.dynamicaccounts.functions.account.AccountName;
import java.time.Duration;
import java.util.Optional;

/**
 * The configured bounds that the lifecycle uses. The constructor refuses a number outside its {@link SettingRange}
 * with an {@link IllegalArgumentException} that names the configuration key.
 *
 * @param maxRetries how often a failed start, and a failed stop, is tried again without an operator
 * @param retryFrequency the wait before the next try
 * @param activationTimeout how long a start, stop or confirmation may take before it counts as failed
 * @param pollInterval how often an agent polls
 * @param recovery the longest wait between two tries of a start that failed {@code maxRetries} times; zero where the
 *     next try is left to an operator
 */
public record Timing(
        int maxRetries, Duration retryFrequency, Duration activationTimeout, Duration pollInterval, Duration recovery) {

    /**
     * The wait after a transition before the sweep publishes it again. A function that is still running needs well
     * under a second to publish; a few seconds keep the sweep from doing the same work twice.
     */
    public static final Duration PUBLICATION_GRACE = Duration.ofSeconds(5);

    /**
     * The wait before the sweep looks again at an account whose zone has no agent. An agent that registers in the
     * zone re-queues the account at once, so the sweep is only the fallback.
     */
    public static final Duration WITHOUT_AGENT = Duration.ofMinutes(2);

    /** How long a start must stay confirmed to count as a success: the next failure begins a new count. */
    public static final Duration STABLE_AFTER = Duration.ofHours(1);

    public static final Timing DEFAULT = new Timing(
            3, Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ofSeconds(10), Duration.ofSeconds(900));

    /**
     * The shortest part of its bound that a wait may be. A wait lies between this part and {@link #LONGEST_PART},
     * depending on the account's name, so that accounts that failed together are not tried again together. The
     * longest part leaves room for the sweep and the poll that carry out the try, so that the try comes within the
     * bound.
     */
    private static final double SHORTEST_PART = 0.7;

    private static final double LONGEST_PART = 0.9;

    /**
     * The number of doublings after which any frequency exceeds the configured bound: a bound doubles with each try
     * up to the configured one, and 2^20 times any frequency is above that.
     */
    private static final int MOST_DOUBLINGS = 20;

    public Timing {
        SettingRange.MAX_RETRIES.check(maxRetries);
        SettingRange.RETRY_FREQUENCY_SECONDS.check(retryFrequency.toSeconds());
        SettingRange.ACTIVATION_TIMEOUT_SECONDS.check(activationTimeout.toSeconds());
        SettingRange.POLL_SECONDS.check(pollInterval.toSeconds());
        SettingRange.RECOVERY_SECONDS.check(recovery.toSeconds());
    }

    /** Returns whether a start that failed {@link #maxRetries} times is tried again without an operator. */
    public boolean recovers() {
        return recovery.isPositive();
    }

    /**
     * Returns the wait before a start, or an agent beside others, is tried again.
     *
     * @param account the account, whose name varies the wait
     * @param failures how often the start was tried again before
     * @return the retry frequency while retries are left, then a wait that grows up to {@link #recovery}; empty when
     *     the next try is left to an operator
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

    /**
     * Returns a part that differs between accounts and between the tries of one account, and is the same at every
     * call.
     */
    private static double part(AccountName account, int failures) {
        long mixed = (account.value().hashCode() * 31L + failures) * 0x9E3779B97F4A7C15L;
        double fraction = (mixed >>> 11) * 0x1.0p-53;
        return SHORTEST_PART + (LONGEST_PART - SHORTEST_PART) * fraction;
    }
}
