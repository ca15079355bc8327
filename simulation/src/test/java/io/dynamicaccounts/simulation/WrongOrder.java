package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.lifecycle.Transition;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Store;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Writes in another order than the one that a crash between any two of them leaves whole. */
final class WrongOrder {

    private WrongOrder() {}

    static List<DeliberateFault> all() {
        return List.of(
                new DeliberateFault(
                        "an account points to a definition that is yet to be written",
                        store -> afterTheAccount(store, EncryptedDefinition.class::isInstance),
                        store -> store),
                new DeliberateFault(
                        "an account is there before its name",
                        store -> afterTheAccount(store, AccountNames.Entry.class::isInstance),
                        store -> store));
    }

    /** What a function writes first it writes right after the account instead, if it lives. */
    private static Store afterTheAccount(Store store, Predicate<Object> what) {
        Map<Call, Ports.Invocation> held = new IdentityHashMap<>();
        return Ports.around(store, call -> {
            Object[] arguments = call.arguments();
            if (call.method().getName().equals("put") && what.test(arguments[0])) {
                held.put(Call.CURRENT.get(), call);
                return null;
            }
            Object answer = call.proceed();
            if (arguments.length > 1 && arguments[1] instanceof Transition) {
                Ports.Invocation late = held.remove(Call.CURRENT.get());
                if (late != null) {
                    late.proceed();
                }
            }
            return answer;
        });
    }
}
