package io.dynamicaccounts.dynamodb;

import java.util.List;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The connection between a store and the server.
 *
 * @param faults the faults of requests
 * @param interceptors observers of requests and answers, which may change them
 * @param repeats whether the SDK repeats requests by itself
 */
record Wire(Faults faults, List<ExecutionInterceptor> interceptors, Repeats repeats) {

    enum Repeats {
        AS_USUAL,
        NONE
    }

    static final Wire PLAIN = with(request -> Faults.Fault.NONE);

    static Wire with(Faults faults) {
        return new Wire(faults, List.of(), Repeats.AS_USUAL);
    }

    Wire withoutRepeats() {
        return new Wire(faults, interceptors, Repeats.NONE);
    }

    static Wire with(ExecutionInterceptor... interceptors) {
        return new Wire(request -> Faults.Fault.NONE, List.of(interceptors), Repeats.AS_USUAL);
    }

    SdkHttpClient.Builder<?> around(SdkHttpClient.Builder<?> connections) {
        return new Around(this, connections);
    }

    private record Around(Wire wire, SdkHttpClient.Builder<?> connections) implements SdkHttpClient.Builder<Around> {

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new FaultyConnections(connections.buildWithDefaults(defaults), wire.faults());
        }
    }
}
