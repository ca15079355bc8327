package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Declarations;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.History;
import io.dynamicaccounts.functions.store.Installations;
import io.dynamicaccounts.functions.store.MigrationMarks;
import io.dynamicaccounts.functions.store.Observations;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StorePorts;
import io.dynamicaccounts.functions.store.SweepMarks;
import io.dynamicaccounts.functions.store.Zones;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A store each of whose calls goes through an interceptor. */
public final class InterceptedStore {

    /** Stands between a function and the store. */
    @FunctionalInterface
    public interface Interceptor {

        /** Makes the call, or does something else. */
        @Nullable
        Object intercept(Call call) throws Throwable;
    }

    /** One call of one port. */
    public record Call(Object port, Method method, Object @Nullable [] arguments) {

        /** Lets the call take effect; its answer. */
        @Nullable
        public Object proceed() throws Throwable {
            try {
                return method.invoke(port, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        /** Whether it is the method of this name of this port. */
        public boolean is(Class<?> type, String name) {
            return method.getDeclaringClass() == type && method.getName().equals(name);
        }
    }

    private record Wrapped(Store store, StorePorts ports) implements Store {

        @Override
        public void ping() {
            store.ping();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private InterceptedStore() {}

    public static Store around(Store store, Interceptor interceptor) {
        return new Wrapped(
                store,
                new StorePorts(
                        port(Accounts.class, store.accounts(), interceptor),
                        port(AccountNames.class, store.names(), interceptor),
                        port(Definitions.class, store.definitions(), interceptor),
                        port(Credentials.class, store.credentials(), interceptor),
                        port(Observations.class, store.observations(), interceptor),
                        port(History.class, store.history(), interceptor),
                        port(Assignments.class, store.assignments(), interceptor),
                        port(Zones.class, store.zones(), interceptor),
                        port(Heartbeats.class, store.heartbeats(), interceptor),
                        port(Declarations.class, store.declarations(), interceptor),
                        port(MigrationMarks.class, store.migrationMarks(), interceptor),
                        port(SweepMarks.class, store.sweepMarks(), interceptor),
                        port(Installations.class, store.installations(), interceptor)));
    }

    private static <T> T port(Class<T> type, T port, Interceptor interceptor) {
        InvocationHandler handler =
                (self, called, arguments) -> interceptor.intercept(new Call(port, called, arguments));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
