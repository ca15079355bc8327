package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Lifecycle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What many runs were, together. */
final class Tally {

    private long runs;
    private long events;
    private long calls;
    private final Map<Ledger.Step, Long> steps = new HashMap<>();
    private long answered;
    private long injected;
    private Duration slowest = Duration.ZERO;

    synchronized void add(Simulation.Report report) {
        runs++;
        events += report.events();
        calls += report.calls();
        report.steps().forEach((step, count) -> steps.merge(step, count, Long::sum));
        answered += report.answered();
        injected += report.injected();
        slowest = report.healing().compareTo(slowest) > 0 ? report.healing() : slowest;
    }

    private long transitions() {
        return steps.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The steps of the lifecycle table that none of the runs took, but for adoptions: nothing is served during one.
     */
    synchronized List<Ledger.Step> notTaken() {
        return Lifecycle.TABLE.stream()
                .flatMap(rule -> rule.from().stream().map(from -> new Ledger.Step(rule.event(), from)))
                .distinct()
                .filter(step -> step.event() != Event.ADOPT)
                .filter(step -> !steps.containsKey(step))
                .toList();
    }

    @Override
    public synchronized String toString() {
        return ("%,d runs: %,d events, %,d functions called, %,d transitions, %,d wishes answered, %,d store calls and messages"
                        + " that something happened to; the slowest was at rest %d s after the last trouble")
                .formatted(runs, events, calls, transitions(), answered, injected, slowest.toSeconds());
    }
}
