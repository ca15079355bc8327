package io.dynamicaccounts.agent.protocol;

import java.time.Duration;

/** Seconds as the wire has them: a number, maybe broken, from somebody who may be wrong. */
final class Seconds {

    /** No interval of the protocol is longer; a larger number is a mistake that must not silence an agent for days. */
    private static final double LONGEST = 3600;

    private Seconds() {}

    static Duration bounded(double seconds) {
        double sane = Double.isNaN(seconds) ? 0 : Math.clamp(seconds, 0, LONGEST);
        return Duration.ofMillis(Math.round(sane * 1000));
    }

    /** At least as long, in whole milliseconds; 0 to one hour. */
    static double roundedUp(Duration length) {
        long millis = length.isNegative() ? 0 : length.plusNanos(999_999).toMillis();
        return Math.min(millis / 1000.0, LONGEST);
    }
}
