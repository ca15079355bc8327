package io.dynamicaccounts.functions.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an installation may configure, at the edges of what it may. */
class TimingTest {

    @ParameterizedTest
    @CsvSource({"0, 1, 5, 1", "100, 3600, 3600, 300"})
    void the_edges_are_allowed(int retries, int retry, int activation, int poll) {
        assertThat(timing(retries, retry, activation, poll).maxRetries()).isEqualTo(retries);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, 5, 1, max-retries",
        "101, 1, 5, 1, max-retries",
        "0, 0, 5, 1, retry-frequency-seconds",
        "0, 3601, 5, 1, retry-frequency-seconds",
        "0, 1, 4, 1, activation-timeout-seconds",
        "0, 1, 3601, 1, activation-timeout-seconds",
        "0, 1, 5, 0, poll-seconds",
        "0, 1, 5, 301, poll-seconds"
    })
    void beyond_them_the_key_is_named(int retries, int retry, int activation, int poll, String key) {
        assertThatThrownBy(() -> timing(retries, retry, activation, poll))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("dynamic-accounts." + key + " must be between ");
    }

    private static Timing timing(int retries, int retry, int activation, int poll) {
        return new Timing(retries, Duration.ofSeconds(retry), Duration.ofSeconds(activation), Duration.ofSeconds(poll));
    }
}
