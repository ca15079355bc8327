package io.dynamicaccounts.agent;

import io.dynamicaccounts.agent.session.Scheduler;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work on one daemon thread, in order. After {@link #shutdown} no more work runs. */
public final class SingleThread implements Scheduler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SingleThread.class);

    private final ScheduledThreadPoolExecutor executor;

    /**
     * Creates the thread.
     *
     * @param name the name of the thread
     */
    public SingleThread(String name) {
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Task after(Duration delay, Runnable work) {
        try {
            ScheduledFuture<?> future = executor.schedule(guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /** Logs an exception of the work, which would otherwise be lost in a future that no code reads. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error fault) {
                LOG.error("Work failed", fault);
                throw fault;
            }
        };
    }

    /** Refuses further work and drops work that has not begun. May be called from the thread itself. */
    public void shutdown() {
        executor.shutdownNow();
    }

    @Override
    public void close() {
        shutdown();
    }
}
