package io.dynamicaccounts.local.process;

import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.local.metrics.ProcessMetrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sweep repeatedly, one run at a time. The first run is after one interval, so that live agents can poll
 * before it.
 */
final class SweepSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SweepSchedule.class);

    private static final Duration LEAST_BUDGET = Duration.ofSeconds(5);

    /** The time budget of one run, so that the next run examines the agents in time. */
    private static final Duration MOST_BUDGET = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Function<Sweep.Request, Sweep.Result> sweep;
    private final ProcessMetrics metrics;
    private final Duration budget;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sweep").daemon().factory());

    SweepSchedule(Function<Sweep.Request, Sweep.Result> sweep, Duration interval, ProcessMetrics metrics) {
        this.sweep = sweep;
        this.metrics = metrics;
        this.budget = budget(interval);
        // A fixed delay, not a rate: a machine that slept must not catch up on missed runs.
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(
                this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Duration budget(Duration interval) {
        Duration atLeast = interval.compareTo(LEAST_BUDGET) < 0 ? LEAST_BUDGET : interval;
        return atLeast.compareTo(MOST_BUDGET) > 0 ? MOST_BUDGET : atLeast;
    }

    /**
     * Runs one sweep. An exception must not leave this method: it would end the schedule, and nobody would notice
     * for a while.
     */
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
            LOG.error("the sweep failed: the next one tries again", e);
        }
    }

    /**
     * Starts no further run, and waits a little for the current one; the next process does what that run leaves
     * undone.
     */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a sweep is still under way after {} s", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
