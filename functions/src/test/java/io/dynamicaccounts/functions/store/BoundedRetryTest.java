package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundedRetryTest {

    private final BoundedRetry retry = new BoundedRetry(3);
    private int steps;

    private Optional<Integer> succeedsAt(int step) {
        return Optional.of(++steps).filter(taken -> taken >= step);
    }

    @Test
    void what_succeeds_at_once_is_done_once() {
        assertThat(retry.run(() -> succeedsAt(1), () -> "never")).isEqualTo(1);
        assertThat(steps).isEqualTo(1);
    }

    @Test
    void the_last_try_counts() {
        assertThat(retry.run(() -> succeedsAt(3), () -> "never")).isEqualTo(3);
    }

    @Test
    void after_the_last_try_the_store_is_unavailable_for_a_second() {
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> retry.run(() -> succeedsAt(4), () -> "too fast"))
                .withMessage("too fast")
                .satisfies(thrown -> assertThat(thrown.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        assertThat(steps).isEqualTo(3);
    }

    @Test
    void a_step_without_a_result_is_repeated_until_it_succeeds() {
        retry.until(() -> ++steps == 2, () -> "never");
        assertThat(steps).isEqualTo(2);
    }

    @Test
    void a_step_without_a_result_is_not_repeated_without_end() {
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> retry.until(() -> ++steps < 0, () -> "too fast"))
                .withMessage("too fast");
        assertThat(steps).isEqualTo(3);
    }
}
