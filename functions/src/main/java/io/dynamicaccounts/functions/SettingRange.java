package io.dynamicaccounts.functions;

/**
 * The allowed range of each whole number in an installation's configuration of the functions. A number outside its
 * range is refused by {@link Settings} and {@link io.dynamicaccounts.functions.lifecycle.Timing} as well as where
 * the configuration is read.
 */
public enum SettingRange {
    // spotless:off
    MAX_RETRIES("max-retries", 0, 100),
    RETRY_FREQUENCY_SECONDS("retry-frequency-seconds", 1, 3_600),
    RECOVERY_SECONDS("recovery-seconds", 0, 86_400),
    POLL_SECONDS("poll-seconds", 1, 300),
    POLLS_PER_SECOND("polls-per-second", 1, 1_000_000),
    SWEEP_SECONDS("sweep-seconds", 1, 3_600),
    ACTIVATION_TIMEOUT_SECONDS("activation-timeout-seconds", 5, 3_600),
    HISTORY_DAYS("history-days", 0, 365);
    // spotless:on

    private final String key;
    private final long least;
    private final long most;

    SettingRange(String key, long least, long most) {
        this.key = key;
        this.least = least;
        this.most = most;
    }

    /** Returns the configuration key, after {@code dynamic-accounts.}. */
    public String key() {
        return key;
    }

    /** Returns the smallest number of the range. */
    public long least() {
        return least;
    }

    /** Returns the greatest number of the range. */
    public long most() {
        return most;
    }

    /**
     * Refuses a number outside the range.
     *
     * @throws IllegalArgumentException naming the configuration key
     */
    public void check(long value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "dynamic-accounts." + key + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
