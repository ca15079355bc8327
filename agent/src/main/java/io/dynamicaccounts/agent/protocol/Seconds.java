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
}
