package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.dynamicaccounts.aws.observation.Observation;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sweep each time its schedule says so, whatever the event holds. One that fails is an error of the function, and the next tries again. */
final class SweepFunction {

    private static final Logger LOG = LoggerFactory.getLogger(SweepFunction.class);

    /** Work that was taken up just before the end still gets done. */
    private static final Duration TO_FINISH = Duration.ofSeconds(5);

    private final Reopening<OpenedSweep> sweep;
    private final LambdaConfiguration configuration;
    private final Invocation invocation;
    private final Observation observation;

    private SweepFunction(
            Reopening<OpenedSweep> sweep,
            LambdaConfiguration configuration,
            Invocation invocation,
            Observation observation) {
        this.sweep = sweep;
        this.configuration = configuration;
        this.invocation = invocation;
        this.observation = observation;
    }

    /** Connects it. */
    static SweepFunction open(LambdaConfiguration configuration) {
        var invocation = new Invocation();
        var observation = new Observation(configuration.table(), InstantSource.system(), System.out::println);
        var sweep = new Reopening<>(() -> OpenedSweep.of(configuration, invocation, observation), Priming::sweep)
                .registered();
        return new SweepFunction(sweep, configuration, invocation, observation);
    }

    /** Sweeps until its work or its time is over, and gives a summary. */
    Map<String, Object> run(Context context) {
        invocation.begin(context);
        try {
            return configuration.configuration().enabled() ? summary(swept()) : Map.of("enabled", false);
        } finally {
            observation.invocationEnded();
            invocation.end();
        }
    }

    private Sweep.Result swept() {
        long begun = System.nanoTime();
        boolean failed = true;
        try {
            Sweep.Result result = sweep.get().sweep().apply(new Sweep.Request(budget()));
            failed = false;
            observation.swept(result, Duration.ofNanos(System.nanoTime() - begun));
            if (!result.complete()) {
                LOG.warn("the sweep ran out of time: the next one goes on");
            }
            return result;
        } finally {
            if (failed) {
                observation.sweepFailed();
            }
        }
    }

    private Duration budget() {
        return invocation.remaining(TO_FINISH).filter(Duration::isPositive).orElse(Duration.ZERO);
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
