package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.scenario.InterceptedStore.Call;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A store at one of whose calls something happens to the calling function: once, then the store is whole again. */
final class FaultyStore {

    /** What can happen at a call. */
    enum Fault {
        /** The store cannot be reached: nothing was written. */
        UNAVAILABLE,
        /** The call took effect, and its answer was lost. */
        ANSWER_LOST,
        /** The function dies before the call takes effect. */
        KILLED_BEFORE,
        /** The function dies once the call has taken effect. */
        KILLED_AFTER
    }

    /** Thrown where the function dies; nothing in the product catches it. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private int calls;
    private int failed;
    private int callsLeft;
    private @Nullable Fault fault;
    private @Nullable Runnable pause;

    /** The call after this many more fails so. */
    void failAfter(int moreCalls, Fault how) {
        callsLeft = moreCalls;
        fault = how;
    }

    /**
     * The function is held up before the call after this many more takes effect, while this is done from beginning to
     * end.
     */
    void pauseAfter(int moreCalls, Runnable meanwhile) {
        callsLeft = moreCalls;
        pause = meanwhile;
    }

    /** Nothing happens any more. */
    void heal() {
        fault = null;
        pause = null;
    }

    /** Whether what was to happen has not happened yet. */
    boolean waits() {
        return fault != null || pause != null;
    }

    /** How many calls were made so far. */
    int calls() {
        return calls;
    }

    /** How many of them failed. */
    int failed() {
        return failed;
    }

    Store around(Store store) {
        return InterceptedStore.around(store, this::intercept);
    }

    private @Nullable Object intercept(Call call) throws Throwable {
        calls++;
        if (!waits() || callsLeft-- > 0) {
            return call.proceed();
        }
        Fault now = fault;
        Runnable meanwhile = pause;
        heal();
        if (meanwhile != null) {
            meanwhile.run();
        }
        return now == null ? call.proceed() : fail(call, now);
    }

    private Object fail(Call call, Fault how) throws Throwable {
        failed++;
        boolean takesEffect = how == Fault.ANSWER_LOST || how == Fault.KILLED_AFTER;
        if (takesEffect) {
            call.proceed();
        }
        throw switch (how) {
            case KILLED_BEFORE, KILLED_AFTER -> new Died();
            case UNAVAILABLE, ANSWER_LOST ->
                new StoreUnavailable("the store did not answer", Duration.ofSeconds(1), null);
        };
    }
}
