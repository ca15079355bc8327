package io.dynamicaccounts.local.process;

import io.dynamicaccounts.entry.ScanLog;
import io.dynamicaccounts.functions.operator.Scan;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the automatic migration repeatedly, one run at a time, the first one after one interval. */
final class ScanSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScanSchedule.class);

    private static final Duration BUDGET = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Function<Scan.Request, Scan.Result> scan;
    private final ScanLog log = new ScanLog();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("scan").daemon().factory());

    ScanSchedule(Function<Scan.Request, Scan.Result> scan, Duration interval) {
        this.scan = scan;
        // A fixed delay, not a rate: a machine that slept must not catch up on missed runs.
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(
                this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs one scan. An exception must not leave this method: it would end the schedule without a word. */
    private void run() {
        try {
            log.write(scan.apply(new Scan.Request(Scan.Effect.MIGRATE, BUDGET)));
        } catch (RuntimeException e) {
            LOG.error("the scan for accounts to migrate failed: the next one tries again", e);
        }
    }

    /** Starts no further run, and waits a little for the current one; the next process goes on with what it began. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a scan is still under way after {} s", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
