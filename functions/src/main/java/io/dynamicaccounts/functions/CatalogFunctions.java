package io.dynamicaccounts.functions;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.springframework.cloud.function.context.FunctionCatalog;

/** Finds functions in Spring Cloud Function's catalog, from which an entry runs them. */
public final class CatalogFunctions implements Functions {

    private final Map<FunctionName<?, ?>, Function<?, ?>> found = new HashMap<>();

    /**
     * Looks up all functions that the catalog holds. The constructor looks them up, since a lookup composes and
     * caches under a lock and a call takes no lock.
     */
    public CatalogFunctions(FunctionCatalog catalog) {
        for (FunctionName<?, ?> name : FunctionName.ALL) {
            Function<?, ?> function = catalog.lookup(Function.class, name.value());
            if (function != null) {
                found.put(name, function);
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked") // FunctionBeans put each function under the name of its own types
    public <I, O> Function<I, O> get(FunctionName<I, O> name) {
        Function<?, ?> function = found.get(name);
        if (function == null) {
            throw new NoSuchElementException("the catalog holds no function " + name.value());
        }
        return (Function<I, O>) function;
    }
}
