package io.dynamicaccounts.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final RateLimiter throttle = new RateLimiter(new RateLimit(2, 3), now::get);

    private int taken(String token) {
        int taken = 0;
        while (throttle.take(token).isEmpty()) {
            taken++;
        }
        return taken;
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
    }

    @Test
    void a_burst_is_allowed_and_then_the_rate_per_second() {
        assertThat(taken("a")).isEqualTo(3);
        pass(Duration.ofMillis(499));
        assertThat(taken("a")).isZero();
        pass(Duration.ofMillis(1));
        assertThat(taken("a")).isEqualTo(1);
        pass(Duration.ofHours(1));
        assertThat(taken("a")).isEqualTo(3);
    }

    @Test
    void the_wait_is_as_long_as_until_the_next_request_is_allowed() {
        taken("a");
        assertThat(throttle.take("a")).contains(Duration.ofMillis(500));
        pass(Duration.ofMillis(200));
        assertThat(throttle.take("a").orElseThrow()).isBetween(Duration.ofMillis(300), Duration.ofMillis(301));
    }

    @Test
    void one_token_does_not_count_against_another() {
        taken("a");

        assertThat(taken("b")).isEqualTo(3);
    }

    @Test
    void a_clock_that_is_set_back_and_forth_allows_no_more_requests() {
        taken("a");
        pass(Duration.ofMinutes(-5));
        assertThat(taken("a")).isZero();
        pass(Duration.ofMinutes(5));
        assertThat(taken("a")).isZero();
        pass(Duration.ofMillis(500));
        assertThat(taken("a")).isEqualTo(1);
    }

    @Test
    void memory_is_bounded_and_the_allowance_unused_for_longest_is_forgotten() {
        taken("old");
        for (int i = 0; i < 9_999; i++) {
            throttle.take("token-" + i);
        }
        assertThat(taken("old")).isZero();
        for (int i = 0; i < 10_000; i++) {
            throttle.take("other-" + i);
        }
        assertThat(taken("old")).isEqualTo(3);
    }
}
