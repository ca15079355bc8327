package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store must do with the mark of the sweep. */
public abstract class SweepMarkContract extends StoreContract {

    @Test
    void before_the_first_sweep_there_is_no_mark() {
        assertThat(store.sweepMarks().read()).isEmpty();
    }

    @Test
    void the_last_mark_counts_in_every_part() {
        var full = new SweepMark(
                NOON.plus(LESS_THAN_A_MILLISECOND),
                Duration.ofSeconds(15),
                Optional.of(NOON.plusSeconds(60).plus(LESS_THAN_A_MILLISECOND)),
                Optional.of("two zones fell silent at once"),
                Set.of(ZONE, OTHER_ZONE),
                Map.of(ZONE, NOON.plus(LESS_THAN_A_MILLISECOND), OTHER_ZONE, NOON.minusSeconds(5)),
                12);
        store.sweepMarks().write(full);

        assertThat(store.sweepMarks().read())
                .contains(new SweepMark(
                        NOON,
                        Duration.ofSeconds(15),
                        Optional.of(NOON.plusSeconds(60)),
                        full.reason(),
                        full.distrustedZones(),
                        Map.of(ZONE, NOON, OTHER_ZONE, NOON.minusSeconds(5)),
                        12));

        var bare = new SweepMark(
                NOON.plusSeconds(15),
                Duration.ofSeconds(60),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Map.of(),
                0);
        store.sweepMarks().write(bare);

        assertThat(store.sweepMarks().read()).contains(bare);
    }
}
