package io.dynamicaccounts.aws;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.installation.NotReady;
import io.dynamicaccounts.functions.installation.Readiness;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Functions that check once, before the first of them runs, whether the table may be served: a table that is being
 * restored may not, nor may a copy of another table. The check is made at the first call and not at the init, which
 * a table that does not answer now would end.
 */
final class ReadyFunctions implements Functions {

    /** An adoption takes about a minute. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Functions functions;
    private final Store store;
    private final InstantSource clock;
    private volatile boolean ready;

    ReadyFunctions(Functions functions, Store store, InstantSource clock) {
        this.functions = functions;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Returns when the table may be served.
     *
     * @throws StoreUnavailable when the table must not be served, or does not answer; the message says why, and is
     *     for the log
     */
    void check() {
        if (!ready) {
            try {
                Readiness.check(store, clock);
                ready = true;
            } catch (NotReady refused) {
                throw new StoreUnavailable("the table may not be served: " + refused.getMessage(), RETRY, refused);
            }
        }
    }

    @Override
    public <I, O> Function<I, O> get(FunctionName<I, O> name) {
        Function<I, O> function = functions.get(name);
        return request -> {
            check();
            return function.apply(request);
        };
    }
}
