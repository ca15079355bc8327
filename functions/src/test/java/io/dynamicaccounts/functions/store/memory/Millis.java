package io.dynamicaccounts.functions.store.memory;

import java.time.Duration;
import java.time.Instant;

/** The precision that every store keeps. Finer values would be read back from this store and from no database. */
final class Millis {

    private Millis() {}

    static Instant of(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }

    static Duration of(Duration duration) {
        return Duration.ofMillis(duration.toMillis());
    }
}
