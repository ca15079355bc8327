package io.dynamicaccounts.local.process;

import io.dynamicaccounts.functions.transition.TransitionLog;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes the transitions of accounts to the log once a second: soon enough for a reader, and transitions made
 * together are still logged together.
 */
final class TransitionLogSchedule implements AutoCloseable {

    private final TransitionLog log;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("transition-log").daemon().factory());

    TransitionLogSchedule(TransitionLog log) {
        this.log = log;
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(log::write, 1, 1, TimeUnit.SECONDS);
    }

    /** Writes the remaining transitions. */
    @Override
    public void close() {
        thread.shutdown();
        log.write();
    }
}
