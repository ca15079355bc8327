package io.dynamicaccounts.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReopenScheduleTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final ReopenSchedule reopening = new ReopenSchedule(Duration.ofSeconds(30), UnaryOperator.identity());

    @Test
    void endless_relay__the_pauses_grow_and_end_with_the_patience() {
        Instant now = NOON;
        reopening.opened(now);
        List<Long> pauses = new ArrayList<>();
        now = now.plusSeconds(60);
        while (!reopening.isOver(now)) {
            Duration pause = reopening.pause(now);
            pauses.add(pause.toMillis());
            now = now.plus(pause);
        }
        assertThat(pauses).containsExactly(50L, 500L, 1000L, 2000L, 4000L, 8000L, 8000L, 6450L);
        assertThat(now).isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void a_cluster_that_closes_each_watch_at_once_is_asked_less_and_less_but_is_not_lost() {
        Instant now = NOON;
        for (int i = 0; i < 20; i++) {
            reopening.opened(now);
            assertThat(reopening.isOver(now)).isFalse();
            now = now.plus(reopening.pause(now));
        }
        reopening.opened(now);
        assertThat(reopening.pause(now)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void a_watch_that_was_open_for_a_while_is_opened_again_at_once() {
        for (int i = 0; i < 5; i++) {
            Duration _ = reopening.pause(NOON);
        }
        reopening.opened(NOON);
        assertThat(reopening.pause(NOON.plusSeconds(8))).isEqualTo(Duration.ofMillis(50));
    }
}
