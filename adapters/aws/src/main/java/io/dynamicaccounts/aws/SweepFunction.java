package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sweep when the schedule invokes this function, whatever the event contains: once, and again every {@code
 * sweep-seconds} until the schedule's next minute begins, since a schedule can invoke at most once a minute. A
 * failed sweep is an error of the function, and the next invocation tries again.
 */
final class SweepFunction {

    private static final Logger LOG = LoggerFactory.getLogger(SweepFunction.class);

    /** Time reserved to finish work that was begun just before the end. */
    private static final Duration TO_FINISH = Duration.ofSeconds(5);

    /** The time from one run of the schedule to the next. */
    private static final Duration SCHEDULE = Duration.ofMinutes(1);

    private final RestorableResource<ConnectedSweep> sweep;
    private final LambdaConfiguration configuration;
    private final ObservedInvocation invocation;

    private SweepFunction(
            RestorableResource<ConnectedSweep> sweep,
            LambdaConfiguration configuration,
            ObservedInvocation invocation) {
        this.sweep = sweep;
        this.configuration = configuration;
        this.invocation = invocation;
    }

    /** Opens the function, and connects it to the table. */
    static SweepFunction open(LambdaConfiguration configuration) {
        var invocation = ObservedInvocation.of(configuration);
        var sweep = new RestorableResource<>(
                        () -> ConnectedSweep.of(configuration, invocation.present(), invocation.metrics()),
                        Priming::sweep)
                .registered();
        return new SweepFunction(sweep, configuration, invocation);
    }

    /** Sweeps until the schedule's next run, and returns a summary of the last sweep. */
    Map<String, Object> run(Context context) {
        long begun = System.nanoTime();
        return invocation.during(
                context,
                () -> configuration.configuration().enabled() ? summary(sweepOften(begun)) : Map.of("enabled", false));
    }

    private Sweep.Result sweepOften(long begun) {
        Duration interval = configuration.configuration().settings().sweepInterval();
        Sweep.Result result = swept();
        for (Duration next = interval;
                next.compareTo(SCHEDULE) < 0 && waits(next.minusNanos(System.nanoTime() - begun));
                next = next.plus(interval)) {
            invocation.metrics().invocationEnded();
            result = swept();
        }
        return result;
    }

    /** Returns whether there is time for another sweep after this wait, and waits if there is. */
    private boolean waits(Duration untilNext) {
        boolean fits = invocation
                .present()
                .remaining(TO_FINISH)
                .filter(left -> left.compareTo(untilNext) > 0)
                .isPresent();
        if (fits && untilNext.isPositive()) {
            try {
                Thread.sleep(untilNext);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return fits;
    }

    private Sweep.Result swept() {
        long begun = System.nanoTime();
        boolean failed = true;
        try {
            Sweep.Result result = sweep.get().sweep().apply(new Sweep.Request(budget()));
            failed = false;
            invocation.metrics().swept(result, Duration.ofNanos(System.nanoTime() - begun));
            if (!result.complete()) {
                LOG.warn("the sweep ran out of time: the next one goes on");
            }
            return result;
        } finally {
            if (failed) {
                invocation.metrics().sweepFailed();
            }
        }
    }

    private Duration budget() {
        return invocation
                .present()
                .remaining(TO_FINISH)
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    private static Map<String, Object> summary(Sweep.Result result) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("agents", result.agents());
        summary.put("fenced", result.fenced());
        summary.put("followed", result.followed());
        summary.put("due", result.due());
        result.distrust().ifPresent(why -> summary.put("distrust", why));
        summary.put("complete", result.complete());
        return summary;
    }
}
