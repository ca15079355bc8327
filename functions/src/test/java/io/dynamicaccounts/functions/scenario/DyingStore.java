package io.dynamicaccounts.functions.scenario;

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
import java.lang.reflect.Proxy;

/** A store at one of whose calls the calling function dies, right before the call takes effect or right after. */
final class DyingStore {

    /** Thrown where the function dies; nothing in the product catches it. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private int callsLeft = Integer.MAX_VALUE;
    private int calls;
    private boolean afterwards;

    /** The call after this many more dies. */
    void dieAfter(int calls, boolean afterItTookEffect) {
        callsLeft = calls;
        afterwards = afterItTookEffect;
    }

    /** How many calls were made so far. */
    int calls() {
        return calls;
    }

    void live() {
        callsLeft = Integer.MAX_VALUE;
    }

    Store around(Store store) {
        return new Store() {
            @Override
            public Accounts accounts() {
                return dying(Accounts.class, store.accounts());
            }

            @Override
            public Names names() {
                return dying(Names.class, store.names());
            }

            @Override
            public Definitions definitions() {
                return dying(Definitions.class, store.definitions());
            }

            @Override
            public Observations observations() {
                return dying(Observations.class, store.observations());
            }

            @Override
            public Declarations declarations() {
                return dying(Declarations.class, store.declarations());
            }

            @Override
            public History history() {
                return dying(History.class, store.history());
            }

            @Override
            public Assignments assignments() {
                return dying(Assignments.class, store.assignments());
            }

            @Override
            public Zones zones() {
                return dying(Zones.class, store.zones());
            }

            @Override
            public Heartbeats heartbeats() {
                return dying(Heartbeats.class, store.heartbeats());
            }

            @Override
            public SweepMarks sweepMarks() {
                return dying(SweepMarks.class, store.sweepMarks());
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

    private <T> T dying(Class<T> port, T store) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            calls++;
            boolean dies = callsLeft-- == 0;
            if (dies && !afterwards) {
                throw new Died();
            }
            try {
                Object answer = method.invoke(store, arguments);
                if (dies) {
                    throw new Died();
                }
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }
}
