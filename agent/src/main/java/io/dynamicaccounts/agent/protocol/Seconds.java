package io.dynamicaccounts.agent.protocol;

import java.time.Duration;

/**
 * Converts seconds of the protocol, which may be wrong or no number, to bounded durations, and durations to seconds.
 */
final class Seconds {

    /**
     * No interval of the protocol is longer. A larger number is a mistake, which must not silence an agent for days.
     */
    private static final double LONGEST = 3600;

    private Seconds() {}

    static Duration bounded(double seconds) {
        double sane = Double.isNaN(seconds) ? 0 : Math.clamp(seconds, 0, LONGEST);
        return Duration.ofMillis(Math.round(sane * 1000));
    }

    /** Returns the length in seconds, rounded up to whole milliseconds; 0 to one hour. */
    static double roundedUp(Duration length) {
        long millis = length.isNegative() ? 0 : length.plusNanos(999_999).toMillis();
        return Math.min(millis / 1000.0, LONGEST);
    }
}
