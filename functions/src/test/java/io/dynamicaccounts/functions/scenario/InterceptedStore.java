package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.store.Store;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private static final List<Method> PORTS = Arrays.stream(Store.class.getMethods())
            .filter(method -> method.getReturnType().isInterface())
            .toList();

    private InterceptedStore() {}

    public static Store around(Store store, Interceptor interceptor) {
        Map<Method, Object> ports =
                PORTS.stream().collect(Collectors.toMap(method -> method, method -> port(store, method, interceptor)));
        return proxy(Store.class, (self, method, arguments) -> {
            Object port = ports.get(method);
            return port == null ? new Call(store, method, arguments).proceed() : port;
        });
    }

    private static Object port(Store store, Method method, Interceptor interceptor) {
        Object port;
        try {
            port = method.invoke(store);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return proxy(
                method.getReturnType(),
                (self, called, arguments) -> interceptor.intercept(new Call(port, called, arguments)));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
