package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * A store in whose place another can be put while functions go on to use it, as they do when one was restored under
 * its name.
 */
public final class Replaceable {

    private Store current;

    public Replaceable(Store first) {
        this.current = first;
    }

    public void replace(Store next) {
        current = next;
    }

    /** As it looks to functions. */
    public Store store() {
        return InterceptedStore.around(current, call -> {
            try {
                return call.method().invoke(port(call.method().getDeclaringClass()), call.arguments());
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private Object port(Class<?> type) throws ReflectiveOperationException {
        Method port = Arrays.stream(Store.class.getMethods())
                .filter(method -> method.getReturnType() == type)
                .findFirst()
                .orElseThrow();
        return port.invoke(current);
    }
}
