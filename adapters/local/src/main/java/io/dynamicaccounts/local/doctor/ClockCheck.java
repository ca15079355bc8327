package io.dynamicaccounts.local.doctor;

import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.SweepMark;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks whether this machine's clock is behind a clock that wrote to the store. */
final class ClockCheck {

    private static final String CLOCK = "clock";

    /**
     * Machines with a time service agree to a fraction of a second; a process that writes during the check is a
     * little ahead.
     */
    private static final Duration AGREEMENT = Duration.ofSeconds(5);

    private final Store store;

    ClockCheck(Store store) {
        this.store = store;
    }

    Finding look(Instant now) {
        Optional<Map.Entry<String, Instant>> newest = Stream.of(
                        store.heartbeats().all().stream()
                                .map(Heartbeat::lastSeen)
                                .max(Comparator.naturalOrder())
                                .map(at -> Map.entry("heartbeat", at)),
                        store.sweepMarks().read().map(SweepMark::lastRun).map(at -> Map.entry("sweep", at)),
                        store.installations()
                                .find()
                                .map(Installation::since)
                                .map(at -> Map.entry("change of the installation", at)))
                .flatMap(Optional::stream)
                .max(Map.Entry.comparingByValue());
        if (newest.isEmpty()) {
            return Finding.ok(CLOCK, "nothing was stored yet that has a time");
        }
        String what = newest.get().getKey();
        Duration ahead = Duration.between(now, newest.get().getValue());
        return ahead.compareTo(AGREEMENT) > 0
                ? Finding.failed(
                        CLOCK,
                        "the newest " + what + " is " + ahead.toSeconds() + " s in this machine's future",
                        "set the clocks of all machines that serve the store by one time service; until then agents may be held"
                                + " for dead, or alive, too long")
                : Finding.ok(CLOCK, "no stored time is in this machine's future");
    }
}
