package io.dynamicaccounts.agent;

import io.dynamicaccounts.agent.session.Scheduler;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line of work that is one thread, which keeps no process alive. After {@link #shutdown} nothing given to it is done any more. */
public final class SingleThread implements Scheduler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SingleThread.class);

    private final ScheduledThreadPoolExecutor executor;

    /**
     * @param name of the thread
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

    /** A scheduled task's exception would otherwise vanish in a future that nobody asks. */
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

    /** Takes nothing more and drops what was not begun; may be called from its own thread. */
    public void shutdown() {
        executor.shutdownNow();
    }

    @Override
    public void close() {
        shutdown();
    }
}
