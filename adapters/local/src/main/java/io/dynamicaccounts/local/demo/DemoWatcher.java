package io.dynamicaccounts.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** Looks at the control plane again and again, shows what it sees, and holds it to what the script expects. */
final class DemoWatcher {

    /** Each expectation has this long; on an idle machine most take two or three seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

    private final DemoApi api;
    private final DemoDisplay display;
    private int met;

    DemoWatcher(DemoApi api, DemoDisplay display) {
        this.api = api;
        this.display = display;
    }

    /** How many expectations were met so far. */
    int met() {
        return met;
    }

    /** Waits until it is so. */
    void expect(String expectation, Predicate<DemoSnapshot> holds)
            throws ExpectationFailed, IOException, InterruptedException {
        expect(expectation, holds, snapshot -> true);
    }

    /** Waits until it is so, while something else stays as it is. */
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
