package io.dynamicaccounts.functions.store;

import java.util.Optional;
import java.util.function.Function;

/**
 * What became of one conditional write.
 *
 * @param <T> what was to be written
 */
public sealed interface WriteResult<T> {

    /** Written, now or by an earlier try of the same writer's token; as it is after the write. */
    record Written<T>(T after) implements WriteResult<T> {}

    /** The condition did not hold of what was found; nothing was written. */
    record Rejected<T>(T found) implements WriteResult<T> {}

    /** There is nothing of this key, not even a tombstone, and the write does not create it; nothing was written. */
    record Missing<T>() implements WriteResult<T> {}

    /** Returns whether it was written. */
    default boolean isWritten() {
        return this instanceof Written;
    }

    /** Returns what is there after the write; empty when nothing was written. */
    default Optional<T> written() {
        return this instanceof Written<T>(T after) ? Optional.of(after) : Optional.empty();
    }

    /** Returns the same result of what this function makes of the thing. */
    default <U> WriteResult<U> map(Function<T, U> function) {
        return switch (this) {
            case Written<T>(T after) -> new Written<>(function.apply(after));
            case Rejected<T>(T found) -> new Rejected<>(function.apply(found));
            case Missing<T>() -> new Missing<>();
        };
    }
}
