package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.dynamicaccounts.aws.observation.InvocationMetrics;
import io.dynamicaccounts.entry.ScanLog;
import io.dynamicaccounts.functions.operator.Scan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Runs the automatic migration when its schedule invokes this function, whatever the event contains. A failed scan is
 * an error of the function, and the next invocation goes on with what it began.
 */
final class ScanFunction {

    /** Time reserved to finish work that was begun just before the end. */
    private static final Duration TO_FINISH = Duration.ofSeconds(10);

    private final RestorableResource<ConnectedScan> scan;
    private final LambdaConfiguration configuration;
    private final Invocation invocation;
    private final InvocationMetrics observation;
    private final ScanLog log = new ScanLog();

    private ScanFunction(
            RestorableResource<ConnectedScan> scan,
            LambdaConfiguration configuration,
            Invocation invocation,
            InvocationMetrics observation) {
        this.scan = scan;
        this.configuration = configuration;
        this.invocation = invocation;
        this.observation = observation;
    }

    /** Opens the function, and connects it to its services. */
    static ScanFunction open(LambdaConfiguration configuration) {
        var invocation = new Invocation();
        var observation = new InvocationMetrics(
                configuration.table(),
                configuration.configuration().settings().timing(),
                InstantSource.system(),
                line -> System.out.println(line));
        var scan = new RestorableResource<>(
                        () -> ConnectedScan.of(configuration, invocation, observation), Priming::scan)
                .registered();
        return new ScanFunction(scan, configuration, invocation, observation);
    }

    /** Runs one scan, and returns a summary of it. */
    Map<String, Object> run(Context context) {
        invocation.begin(context);
        try {
            return configuration.configuration().enabled() ? summary(scanned()) : Map.of("enabled", false);
        } finally {
            observation.invocationEnded();
            invocation.end();
        }
    }

    private Scan.Result scanned() {
        Duration budget =
                invocation.remaining(TO_FINISH).filter(Duration::isPositive).orElse(Duration.ZERO);
        Scan.Result result = scan.get().scan().apply(new Scan.Request(Scan.Effect.MIGRATE, budget));
        log.write(result);
        return result;
    }

    private static Map<String, Object> summary(Scan.Result result) {
        return Map.of(
                "migrated", result.migrated().size(),
                "unusable", result.unusable().size(),
                "remaining", result.remaining());
    }
}
