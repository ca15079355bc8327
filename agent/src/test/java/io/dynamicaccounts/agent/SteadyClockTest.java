package io.dynamicaccounts.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private Instant wall = BEGIN;
    private long nanos = -5;
    private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void the_steady_clock_runs_with_the_monotonic_clock() {
        pass(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(10));
    }

    @Test
    void a_wall_clock_that_is_set_back_does_not_lengthen_a_lease() {
        pass(Duration.ofSeconds(10));
        wall = wall.minusSeconds(3600);
        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(10));
        pass(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(20));
    }

    @Test
    void the_time_that_a_machine_slept_counts() {
        pass(Duration.ofSeconds(10));
        wall = wall.plusSeconds(600);
        assertThat(clock.instant()).isEqualTo(BEGIN.plusSeconds(610));
    }

    @Test
    void a_wall_clock_corrected_after_a_jump_does_not_stop_the_steady_clock() {
        wall = wall.plusSeconds(3600);
        Instant jumped = clock.instant();
        wall = wall.minusSeconds(3600);
        assertThat(clock.instant()).isEqualTo(jumped);
        pass(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(jumped.plusSeconds(10));
    }

    @Test
    void a_small_adjustment_of_the_wall_clock_changes_nothing() {
        for (int i = 0; i < 1000; i++) {
            pass(Duration.ofMillis(100));
            wall = wall.plusNanos(500_000);
            clock.instant();
        }
        assertThat(Duration.between(BEGIN.plusSeconds(100), clock.instant()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(1));
    }
}
