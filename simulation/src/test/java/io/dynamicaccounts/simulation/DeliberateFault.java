package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.store.Store;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A fault of the protocol, as a store makes it: it forgets a condition, does something too early or too late, or does
 * not know something again.
 *
 * @param name what is wrong, as a sentence
 * @param above what the functions call instead of the store
 * @param below what is called once nothing more can go wrong on the way to the store
 */
record DeliberateFault(String name, UnaryOperator<Store> above, UnaryOperator<Store> below) {

    /** What becomes of one call, and the store that it is a call of. */
    interface Twist extends BiFunction<Ports.Invocation, Store, Object> {}

    static final DeliberateFault NONE = new DeliberateFault("nothing", store -> store, store -> store);

    /** A fault on the functions' side: each call that it makes may itself be interrupted. */
    static DeliberateFault above(String name, Twist twist) {
        return new DeliberateFault(name, twisted(twist), store -> store);
    }

    /** A fault on the store's side. */
    static DeliberateFault below(String name, Twist twist) {
        return new DeliberateFault(name, store -> store, twisted(twist));
    }

    private static UnaryOperator<Store> twisted(Twist twist) {
        return store -> Ports.around(store, call -> twist.apply(call, store));
    }

    static List<DeliberateFault> all() {
        return Stream.of(ForgottenGuards.all(), ForgottenWaiting.all(), ForgottenMemory.all(), WrongOrder.all())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
