package io.dynamicaccounts.local.process;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one action repeatedly on its own thread, one run at a time, the first one after one interval. */
final class RepeatedRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedRun.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Runnable action;
    private final ScheduledExecutorService thread;

    /**
     * Starts to run the action.
     *
     * @param name what the thread and the log call the action
     */
    RepeatedRun(String name, Duration interval, Runnable action) {
        this.name = name;
        this.action = action;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
        // A fixed delay, not a rate: a machine that slept must not catch up on missed runs.
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(
                this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Runs the action once. An exception must not leave this method: it would end the schedule, and nobody would
     * notice for a while.
     */
    private void run() {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("the {} failed: the next one tries again", name, e);
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
                LOG.warn("a {} is still under way after {} s", name, PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
