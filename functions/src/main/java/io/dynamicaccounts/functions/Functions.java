package io.dynamicaccounts.functions;

import java.util.function.Function;

/** Finds a function by its name: a composition of constructors, or a cloud's catalog. */
@FunctionalInterface
public interface Functions {

    /**
     * The function of this name; safe for use by any number of threads.
     *
     * @throws java.util.NoSuchElementException when there is none here: an entry point may hold only some of them
     */
    <I, O> Function<I, O> get(FunctionName<I, O> name);
}
