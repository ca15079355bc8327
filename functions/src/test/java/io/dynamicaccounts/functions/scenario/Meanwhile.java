package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Transition;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A store in which something happens between what a function reads and the write that it decided on. */
final class Meanwhile {

    private static final String ENROLLING = "replaceMembers";
    private static final String NOTING = "replace";

    private final Map<Object, Runnable> waiting = new HashMap<>();

    /** Right before the next transition of this event, once. */
    void before(Event event, Runnable happens) {
        waiting.put(event, happens);
    }

    /** Right before the next change of a roster, once. */
    void beforeEnrolling(Runnable happens) {
        waiting.put(ENROLLING, happens);
    }

    /** Right before the next list of what an agent declares is noted, once. */
    void beforeNoting(Runnable happens) {
        waiting.put(NOTING, happens);
    }

    Store around(Store store) {
        return InterceptedStore.around(store, call -> {
            boolean transits = call.is(Accounts.class, "transition");
            Runnable happens = waiting.remove(
                    transits
                            ? ((Transition) Objects.requireNonNull(call.arguments())[1]).event()
                            : (Object) call.method().getName());
            if (happens != null) {
                happens.run();
            }
            return call.proceed();
        });
    }
}
