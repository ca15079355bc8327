package io.dynamicaccounts.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** Reads the control plane repeatedly, shows what it reads, and compares it with the script's expectations. */
final class DemoWatcher {

    /** The time for each expectation; on an idle machine most take two or three seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

    private final DemoApi api;
    private final DemoDisplay display;
    private int met;

    DemoWatcher(DemoApi api, DemoDisplay display) {
        this.api = api;
        this.display = display;
    }

    /** Returns how many expectations were met so far. */
    int met() {
        return met;
    }

    /** Waits until the expectation is met. */
    void expect(String expectation, Predicate<DemoSnapshot> holds)
            throws ExpectationFailed, IOException, InterruptedException {
        expect(expectation, holds, snapshot -> true);
    }

    /** Waits until the expectation is met, while another condition continues to hold. */
    void expect(String expectation, Predicate<DemoSnapshot> holds, Predicate<DemoSnapshot> meanwhile)
            throws ExpectationFailed, IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        DemoSnapshot snapshot = look();
        while (!holds.test(snapshot)) {
            if (!meanwhile.test(snapshot) || System.nanoTime() > end) {
                throw new ExpectationFailed(expectation);
            }
            Thread.sleep(BETWEEN_LOOKS);
            snapshot = look();
        }
        if (!meanwhile.test(snapshot)) {
            throw new ExpectationFailed(expectation);
        }
        met++;
    }

    private DemoSnapshot look() throws IOException, InterruptedException {
        DemoSnapshot snapshot = api.snapshot();
        display.show(snapshot);
        return snapshot;
    }
}
