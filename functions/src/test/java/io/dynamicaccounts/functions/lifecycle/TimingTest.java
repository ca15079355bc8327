package io.dynamicaccounts.functions.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.account.AccountName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies the bounds of what an installation may configure. */
class TimingTest {

    @ParameterizedTest
    @CsvSource({"0, 1, 5, 1, 0", "100, 3600, 3600, 300, 86400"})
    void the_edges_are_allowed(int retries, int retry, int activation, int poll, int recovery) {
        assertThat(timing(retries, retry, activation, poll, recovery).maxRetries())
                .isEqualTo(retries);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, 5, 1, 0, max-retries",
        "101, 1, 5, 1, 0, max-retries",
        "0, 0, 5, 1, 0, retry-frequency-seconds",
        "0, 3601, 5, 1, 0, retry-frequency-seconds",
        "0, 1, 4, 1, 0, activation-timeout-seconds",
        "0, 1, 3601, 1, 0, activation-timeout-seconds",
        "0, 1, 5, 0, 0, poll-seconds",
        "0, 1, 5, 301, 0, poll-seconds",
        "0, 1, 5, 1, -1, recovery-seconds",
        "0, 1, 5, 1, 86401, recovery-seconds"
    })
    void beyond_them_the_key_is_named(int retries, int retry, int activation, int poll, int recovery, String key) {
        assertThatThrownBy(() -> timing(retries, retry, activation, poll, recovery))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("dynamic-accounts." + key + " must be between ");
    }

    @Test
    void the_wait_for_a_retry_is_always_the_same_and_then_grows_up_to_the_bound() {
        Timing timing = timing(3, 5, 300, 10, 900);

        assertThat(List.of(wait(timing, 0), wait(timing, 1), wait(timing, 2))).containsOnly(Duration.ofSeconds(5));
        for (int failures = 3; failures < 100; failures++) {
            long bound = Math.min(5_000L << Math.min(failures - 2, 20), 900_000);
            assertThat(wait(timing, failures).toMillis()).isBetween(bound * 7 / 10, bound * 9 / 10);
        }
    }

    @Test
    void accounts_that_failed_together_are_not_tried_again_together() {
        Timing timing = timing(3, 5, 300, 10, 900);
        Set<Duration> waits = IntStream.range(0, 300)
                .mapToObj(i ->
                        timing.untilNextTry(new AccountName("account-" + i), 20).orElseThrow())
                .collect(Collectors.toSet());

        assertThat(waits).hasSizeGreaterThan(290);
        assertThat(waits.stream().filter(wait -> wait.toSeconds() < 720)).hasSizeBetween(100, 200);
    }

    @Test
    void without_recovery_nothing_is_tried_again_after_the_retries() {
        Timing timing = timing(3, 5, 300, 10, 0);

        assertThat(wait(timing, 2)).isEqualTo(Duration.ofSeconds(5));
        assertThat(timing.untilNextTry(ACCOUNT, 3)).isEmpty();
    }

    private static final AccountName ACCOUNT = new AccountName("a");

    private static Duration wait(Timing timing, int failures) {
        return timing.untilNextTry(ACCOUNT, failures).orElseThrow();
    }

    private static Timing timing(int retries, int retry, int activation, int poll, int recovery) {
        return new Timing(
                retries,
                Duration.ofSeconds(retry),
                Duration.ofSeconds(activation),
                Duration.ofSeconds(poll),
                Duration.ofSeconds(recovery));
    }
}
