package io.dynamicaccounts.simulation;

import java.time.Duration;

/** What many runs were, together. */
final class Tally {

    private long runs;
    private long events;
    private long calls;
    private long transitions;
    private long answered;
    private long injected;
    private Duration slowest = Duration.ZERO;

    synchronized void add(Simulation.Report report) {
        runs++;
        events += report.events();
        calls += report.calls();
        transitions += report.transitions();
        answered += report.answered();
        injected += report.injected();
        slowest = report.healing().compareTo(slowest) > 0 ? report.healing() : slowest;
    }

    @Override
    public synchronized String toString() {
        return ("%,d runs: %,d events, %,d functions called, %,d transitions, %,d wishes answered, %,d store calls and messages"
                        + " that something happened to; the slowest was at rest %d s after the last trouble")
                .formatted(runs, events, calls, transitions, answered, injected, slowest.toSeconds());
    }
}
