package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.scenario.InterceptedStore;
import io.dynamicaccounts.functions.store.Store;
import java.lang.reflect.Method;

/** A store around another, each of whose calls goes through one place. */
final class Ports {

    /** What becomes of a call. */
    interface Interceptor {
        Object around(Invocation invocation);
    }

    /** One call of a port, not made yet. */
    record Invocation(InterceptedStore.Call call) {

        private static final Object[] NOTHING = {};

        Method method() {
            return call.method();
        }

        /** What it is called with; may be changed. */
        Object[] arguments() {
            Object[] arguments = call.arguments();
            return arguments == null ? NOTHING : arguments;
        }

        /** Makes the call; may be done more than once. */
        Object proceed() {
            try {
                return call.proceed();
            } catch (RuntimeException | Error thrown) {
                throw thrown;
            } catch (Throwable checked) {
                throw new IllegalStateException(checked);
            }
        }
    }

    private Ports() {}

    static Store around(Store store, Interceptor interceptor) {
        return InterceptedStore.around(store, call -> interceptor.around(new Invocation(call)));
    }
}
