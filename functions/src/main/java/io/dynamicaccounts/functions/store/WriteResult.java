package io.dynamicaccounts.functions.store;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of one conditional write.
 *
 * @param <T> the type of the item
 */
public sealed interface WriteResult<T> {

    /**
     * The item was written, now or by an earlier try with the same writer's token, and is given as it is after the
     * write.
     */
    record Written<T>(T after) implements WriteResult<T> {}

    /** The condition did not hold of the item found; nothing was written. */
    record Rejected<T>(T found) implements WriteResult<T> {}

    /**
     * The store has no item of this key, not even a tombstone, and the write does not create one; nothing was
     * written.
     */
    record Missing<T>() implements WriteResult<T> {}

    /** Returns whether the item was written. */
    default boolean isWritten() {
        return this instanceof Written;
    }

    /** Returns the item after the write; empty when nothing was written. */
    default Optional<T> written() {
        return this instanceof Written<T>(T after) ? Optional.of(after) : Optional.empty();
    }

    /** Returns the same result with the function applied to the item. */
    default <U> WriteResult<U> map(Function<T, U> function) {
        return switch (this) {
            case Written<T>(T after) -> new Written<>(function.apply(after));
            case Rejected<T>(T found) -> new Rejected<>(function.apply(found));
            case Missing<T>() -> new Missing<>();
        };
    }
}
