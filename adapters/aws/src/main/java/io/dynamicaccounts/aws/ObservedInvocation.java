package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.dynamicaccounts.aws.observation.InvocationMetrics;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The invocations of one environment, with their metrics.
 *
 * @param metrics collects what an invocation does; written to the output when the invocation ends
 */
record ObservedInvocation(Invocation present, InvocationMetrics metrics) {

    /** Creates the state of an environment without an invocation, for a configured installation. */
    static ObservedInvocation of(LambdaConfiguration configuration) {
        var metrics = new InvocationMetrics(
                configuration.table(),
                configuration.configuration().settings().timing(),
                InstantSource.system(),
                line -> System.out.println(line));
        return new ObservedInvocation(new Invocation(), metrics);
    }

    /** Does the work of one invocation, which ends with the work, also when the work fails. */
    <T> T during(Context context, Supplier<T> work) {
        present.begin(context);
        try {
            return work.get();
        } finally {
            metrics.invocationEnded();
            present.end();
        }
    }
}
