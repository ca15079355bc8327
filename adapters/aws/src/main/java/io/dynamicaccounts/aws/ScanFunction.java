package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.dynamicaccounts.entry.ScanLog;
import io.dynamicaccounts.functions.operator.Scan;
import java.time.Duration;
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
    private final ObservedInvocation invocation;
    private final ScanLog log = new ScanLog();

    private ScanFunction(
            RestorableResource<ConnectedScan> scan, LambdaConfiguration configuration, ObservedInvocation invocation) {
        this.scan = scan;
        this.configuration = configuration;
        this.invocation = invocation;
    }

    /** Opens the function, and connects it to its services. */
    static ScanFunction open(LambdaConfiguration configuration) {
        var invocation = ObservedInvocation.of(configuration);
        var scan = new RestorableResource<>(
                        () -> ConnectedScan.of(configuration, invocation.present(), invocation.metrics()),
                        Priming::scan)
                .registered();
        return new ScanFunction(scan, configuration, invocation);
    }

    /** Runs one scan, and returns a summary of it. */
    Map<String, Object> run(Context context) {
        return invocation.during(
                context, () -> configuration.configuration().enabled() ? summary(scanned()) : Map.of("enabled", false));
    }

    private Scan.Result scanned() {
        Duration budget = invocation
                .present()
                .remaining(TO_FINISH)
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
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
