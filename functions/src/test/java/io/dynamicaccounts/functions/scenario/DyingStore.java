package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.History;
import io.dynamicaccounts.functions.store.Names;
import io.dynamicaccounts.functions.store.Observations;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.SweepMarks;
import io.dynamicaccounts.functions.store.Zones;
import java.lang.reflect.Proxy;

/** A store whose publications can be lost: as if the function that moved the account had died right after it. */
final class DyingStore {

    private boolean lost;

    void publishNothing(boolean value) {
        lost = value;
    }

    Store around(Store store) {
        return new Store() {
            @Override
            public Accounts accounts() {
                return store.accounts();
            }

            @Override
            public Names names() {
                return store.names();
            }

            @Override
            public Definitions definitions() {
                return store.definitions();
            }

            @Override
            public Observations observations() {
                return store.observations();
            }

            @Override
            public History history() {
                return store.history();
            }

            @Override
            public Assignments assignments() {
                return losing(Assignments.class, store.assignments(), "publish", false);
            }

            @Override
            public Zones zones() {
                return losing(Zones.class, store.zones(), "raise", null);
            }

            @Override
            public Heartbeats heartbeats() {
                return store.heartbeats();
            }

            @Override
            public SweepMarks sweepMarks() {
                return store.sweepMarks();
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

    private <T> T losing(Class<T> port, T store, String method, Object answer) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, called, arguments) -> {
                    boolean loses = lost && called.getName().equals(method);
                    return loses ? answer : called.invoke(store, arguments);
                }));
    }
}
