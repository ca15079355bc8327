package io.dynamicaccounts.local.process;

import io.dynamicaccounts.entry.ScanLog;
import io.dynamicaccounts.functions.operator.Scan;
import java.time.Duration;
import java.util.function.Function;

/** Runs the automatic migration repeatedly. The next process goes on with what a run could not end. */
final class ScanSchedule implements AutoCloseable {

    private static final Duration BUDGET = Duration.ofMinutes(1);

    private final Function<Scan.Request, Scan.Result> scan;
    private final ScanLog log = new ScanLog();
    private final RepeatedRun runs;

    ScanSchedule(Function<Scan.Request, Scan.Result> scan, Duration interval) {
        this.scan = scan;
        this.runs = new RepeatedRun("scan", interval, this::run);
    }

    private void run() {
        log.write(scan.apply(new Scan.Request(Scan.Effect.MIGRATE, BUDGET)));
    }

    @Override
    public void close() {
        runs.close();
    }
}
