package io.dynamicaccounts.local.process;

import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.local.metrics.ProcessMetrics;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the sweep repeatedly. The first run is after one interval, so that live agents can poll before it. */
final class SweepSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SweepSchedule.class);

    private static final Duration LEAST_BUDGET = Duration.ofSeconds(5);

    /** The time budget of one run, so that the next run examines the agents in time. */
    private static final Duration MOST_BUDGET = Duration.ofSeconds(30);

    private final Function<Sweep.Request, Sweep.Result> sweep;
    private final ProcessMetrics metrics;
    private final Duration budget;
    private final RepeatedRun runs;

    SweepSchedule(Function<Sweep.Request, Sweep.Result> sweep, Duration interval, ProcessMetrics metrics) {
        this.sweep = sweep;
        this.metrics = metrics;
        this.budget = budget(interval);
        this.runs = new RepeatedRun("sweep", interval, this::run);
    }

    private static Duration budget(Duration interval) {
        Duration atLeast = interval.compareTo(LEAST_BUDGET) < 0 ? LEAST_BUDGET : interval;
        return atLeast.compareTo(MOST_BUDGET) > 0 ? MOST_BUDGET : atLeast;
    }

    /** Runs one sweep, and counts it, also when it fails. */
    private void run() {
        long begun = System.nanoTime();
        try {
            Sweep.Result result = sweep.apply(new Sweep.Request(budget));
            metrics.swept(result, Duration.ofNanos(System.nanoTime() - begun));
            if (!result.complete()) {
                LOG.warn("the sweep ran out of its {} s: the next one goes on", budget.toSeconds());
            }
        } catch (RuntimeException e) {
            metrics.measurements().sweepFailed();
            throw e;
        }
    }

    @Override
    public void close() {
        runs.close();
    }
}
