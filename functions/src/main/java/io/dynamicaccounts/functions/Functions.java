package io.dynamicaccounts.functions;

import java.util.function.Function;

/** Finds a function by its name. The functions come from constructors, or from a cloud's catalog. */
@FunctionalInterface
public interface Functions {

    /**
     * Returns the function of this name. The function is safe for use by any number of threads.
     *
     * @throws java.util.NoSuchElementException when this object holds no such function: an entry point may hold only
     *     some functions
     */
    <I, O> Function<I, O> get(FunctionName<I, O> name);
}
