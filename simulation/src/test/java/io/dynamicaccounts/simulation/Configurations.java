package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.lifecycle.Timing;
import java.time.Duration;
import java.util.List;

/** Draws settings. */
final class Configurations {

    private static final List<Duration> RECOVERIES =
            List.of(Duration.ZERO, Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(300));

    private final Draw draw;

    Configurations(Draw draw) {
        this.draw = draw;
    }

    Duration recovery() {
        return draw.pick(RECOVERIES);
    }

    Duration someRecovery() {
        return draw.pick(RECOVERIES.subList(1, RECOVERIES.size()));
    }

    Settings usual(Duration recovery) {
        int poll = draw.pick(List.of(5, 10, 10, 20));
        int timeout = Math.max(3 * poll, draw.oneIn(2) ? 30 : 60);
        return settings(
                poll, timeout, draw.between(60, 259), draw.oneIn(2) ? 15 : 60, 500, recovery, Settings.Exclusions.ON);
    }

    /** As far from each other as an operator may go from one day to the next. */
    Settings other(Duration recovery) {
        return draw.oneIn(2) ? patient(recovery) : hasty(recovery);
    }

    Settings patient(Duration recovery) {
        int poll = draw.pick(List.of(10, 20, 60));
        return settings(
                poll,
                draw.pick(List.of(180, 300)),
                draw.between(180, 259),
                draw.pick(List.of(15, 60)),
                draw.pick(List.of(500, 500, 1, 2)),
                recovery,
                exclusions());
    }

    Settings hasty(Duration recovery) {
        int poll = draw.pick(List.of(2, 5, 10));
        return settings(
                poll,
                Math.max(3 * poll, draw.pick(List.of(15, 30, 60))),
                draw.between(60, 259),
                15,
                draw.pick(List.of(500, 500, 1, 2)),
                recovery,
                exclusions());
    }

    /** For plots of seconds: agents ask often, and what they were told holds for long. */
    Settings prompt(Duration recovery) {
        return settings(5, 60, draw.between(60, 259), 15, 500, recovery, Settings.Exclusions.ON);
    }

    /** For what goes on while agents ask seldom. */
    Settings seldom(Duration recovery) {
        return settings(60, 180, draw.between(180, 259), 15, 500, recovery, Settings.Exclusions.ON);
    }

    /** For weeks in which hardly anything happens. */
    Settings slow(Duration recovery) {
        int poll = draw.pick(List.of(240, 300));
        return settings(
                poll,
                3 * poll,
                draw.between(900, 1_800),
                draw.pick(List.of(600, 900)),
                500,
                recovery,
                Settings.Exclusions.ON);
    }

    /** Off as in the first of the two releases that introduce them. */
    private Settings.Exclusions exclusions() {
        return draw.oneIn(5) ? Settings.Exclusions.OFF : Settings.Exclusions.ON;
    }

    private Settings settings(
            int poll,
            int timeout,
            int activationTimeout,
            int sweep,
            int pollsPerSecond,
            Duration recovery,
            Settings.Exclusions exclusions) {
        return new Settings(
                new Timing(
                        draw.between(1, 4),
                        Duration.ofSeconds(draw.between(5, 24)),
                        Duration.ofSeconds(activationTimeout),
                        Duration.ofSeconds(poll),
                        recovery),
                Duration.ofSeconds(timeout),
                Duration.ofSeconds(sweep),
                pollsPerSecond,
                Duration.ofDays(30),
                exclusions);
    }
}
