package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Transition;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.Store;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A store in which something happens between what a function reads and the transition that it decided on. */
final class Meanwhile {

    private final Map<Event, Runnable> waiting = new EnumMap<>(Event.class);

    /** Right before the next transition of this event, once. */
    void before(Event event, Runnable happens) {
        waiting.put(event, happens);
    }

    Store around(Store store) {
        return InterceptedStore.around(store, call -> {
            if (call.is(Accounts.class, "transition")
                    && Objects.requireNonNull(call.arguments())[1] instanceof Transition transition) {
                Runnable happens = waiting.remove(transition.event());
                if (happens != null) {
                    happens.run();
                }
            }
            return call.proceed();
        });
    }
}
