package io.dynamicaccounts.functions.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.SweepMark;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the limits at which the sweep begins to distrust. The sweep runs every 15 seconds here, and an agent is
 * stale after 60 seconds.
 */
class OutageDetectorTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static Set<ZoneId> zones(int count) {
        return IntStream.range(0, count).mapToObj(i -> new ZoneId("z" + i)).collect(Collectors.toSet());
    }

    private static SweepMark judge(Optional<SweepMark> last, int liveZones, Duration after) {
        return OutageDetector.evaluate(last, zones(liveZones), liveZones, Settings.DEFAULT, TIMEOUT, NOON.plus(after));
    }

    private static Optional<SweepMark> last(int liveZones) {
        return Optional.of(judge(Optional.empty(), liveZones, Duration.ZERO));
    }

    @Test
    void the_first_sweep_of_an_installation_does_not_distrust() {
        assertThat(judge(Optional.empty(), 3, Duration.ZERO).distrustUntil()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20, 9, true", "20, 10, false", "2, 0, true", "1, 0, false", "3, 2, false", "4, 2, false"})
    void most_zones_are_at_least_two_and_55_percent_of_the_zones(int before, int now, boolean distrusts) {
        var mark = judge(last(before), now, Duration.ofSeconds(15));
        assertThat(mark.distrustUntil().isPresent()).isEqualTo(distrusts);
    }

    @Test
    void the_sweep_distrusts_for_one_timeout_and_not_again_for_the_same_zones() {
        var first = judge(last(4), 1, Duration.ofSeconds(15));
        assertThat(first.distrustUntil()).contains(NOON.plusSeconds(75));
        var second = judge(Optional.of(first), 1, Duration.ofSeconds(30));
        assertThat(second.distrustUntil()).contains(NOON.plusSeconds(75));
        assertThat(second.reason()).isEqualTo(first.reason()).isPresent();
        var third = judge(Optional.of(second), 1, Duration.ofSeconds(75));
        assertThat(third.distrustUntil()).isEmpty();
        assertThat(third.reason()).isEmpty();
    }

    @Test
    void the_sweep_distrusts_after_a_gap_of_more_than_a_timeout_and_two_intervals() {
        assertThat(judge(last(1), 1, Duration.ofSeconds(90)).distrustUntil()).isEmpty();
        assertThat(judge(last(1), 1, Duration.ofSeconds(90).plusMillis(1)).distrustUntil())
                .isPresent();
    }

    /** A zone that was live longer ago did not fall silent together with the others. */
    @Test
    void a_zone_counts_as_recently_live_for_a_timeout_and_a_sweep() {
        var mark = last(4);
        assertThat(judge(mark, 1, Duration.ofSeconds(75)).lastLive()).hasSize(4);
        assertThat(judge(mark, 1, Duration.ofSeconds(75).plusMillis(1)).lastLive())
                .containsOnlyKeys(zones(1));
    }
}
