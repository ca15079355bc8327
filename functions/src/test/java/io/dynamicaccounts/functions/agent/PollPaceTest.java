package io.dynamicaccounts.functions.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.store.SweepMark;
import io.dynamicaccounts.functions.store.SweepMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PollPaceTest {

    private int agents = 10;
    private boolean throttled;
    private int reads;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private final SweepMarks marks = new SweepMarks() {
        @Override
        public Optional<SweepMark> read() {
            reads++;
            if (throttled) {
                throw new StoreUnavailable("throttled", Duration.ofSeconds(1), null);
            }
            return Optional.of(new SweepMark(
                    now, Duration.ofSeconds(15), Optional.empty(), Optional.empty(), Set.of(), Map.of(), agents));
        }

        @Override
        public void write(SweepMark mark) {}
    };

    private final PollPace pace = new PollPace(marks, Settings.DEFAULT, () -> now);

    @Test
    void a_small_fleet_polls_at_the_configured_interval() {
        assertThat(pace.interval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_fleet_that_would_exceed_the_polls_per_second_polls_less_often() {
        agents = 10_000;
        assertThat(pace.interval()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void the_count_is_read_once_a_minute() {
        pace.interval();
        now = now.plusSeconds(59);
        pace.interval();
        assertThat(reads).isEqualTo(1);
        now = now.plusSeconds(2);
        pace.interval();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void a_count_that_cannot_be_read_costs_no_heartbeat() {
        agents = 10_000;
        pace.interval();
        now = now.plusSeconds(61);
        throttled = true;
        assertThat(pace.interval()).isEqualTo(Duration.ofSeconds(20));
    }
}
