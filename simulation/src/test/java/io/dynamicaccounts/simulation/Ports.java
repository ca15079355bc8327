package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.Declarations;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.History;
import io.dynamicaccounts.functions.store.Names;
import io.dynamicaccounts.functions.store.Observations;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.SweepMarks;
import io.dynamicaccounts.functions.store.Zones;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A store around another, each of whose calls goes through one place. */
final class Ports {

    /** One call of a port, not made yet. */
    interface Invocation {
        Method method();

        Object[] arguments();

        /** Makes the call; may be done more than once. */
        Object proceed();
    }

    /** What becomes of a call. */
    interface Interceptor {
        Object around(Invocation invocation);
    }

    private Ports() {}

    static Store around(Store store, Interceptor interceptor) {
        var accounts = port(Accounts.class, store.accounts(), interceptor);
        var names = port(Names.class, store.names(), interceptor);
        var definitions = port(Definitions.class, store.definitions(), interceptor);
        var observations = port(Observations.class, store.observations(), interceptor);
        var history = port(History.class, store.history(), interceptor);
        var assignments = port(Assignments.class, store.assignments(), interceptor);
        var zones = port(Zones.class, store.zones(), interceptor);
        var heartbeats = port(Heartbeats.class, store.heartbeats(), interceptor);
        var declarations = port(Declarations.class, store.declarations(), interceptor);
        var sweepMarks = port(SweepMarks.class, store.sweepMarks(), interceptor);
        return new Store() {
            @Override
            public Accounts accounts() {
                return accounts;
            }

            @Override
            public Names names() {
                return names;
            }

            @Override
            public Definitions definitions() {
                return definitions;
            }

            @Override
            public Observations observations() {
                return observations;
            }

            @Override
            public History history() {
                return history;
            }

            @Override
            public Assignments assignments() {
                return assignments;
            }

            @Override
            public Zones zones() {
                return zones;
            }

            @Override
            public Heartbeats heartbeats() {
                return heartbeats;
            }

            @Override
            public Declarations declarations() {
                return declarations;
            }

            @Override
            public SweepMarks sweepMarks() {
                return sweepMarks;
            }

            @Override
            public void ping() {
                store.ping();
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    private static <T> T port(Class<T> port, T target, Interceptor interceptor) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            return interceptor.around(new Call(target, method, arguments == null ? new Object[0] : arguments));
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Call(Object target, Method method, Object[] arguments) implements Invocation {
        @Override
        public Object proceed() {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                switch (e.getCause()) {
                    case RuntimeException fault -> throw fault;
                    case Error error -> throw error;
                    default -> throw new IllegalStateException(e.getCause());
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
