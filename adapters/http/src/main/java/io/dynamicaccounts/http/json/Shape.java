package io.dynamicaccounts.http.json;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON value must be, once: it both reads a value and says as a JSON schema what it reads, so the published document and
 * the check cannot drift apart.
 *
 * @param <T> what becomes of a value that is right
 */
public interface Shape<T> {

    /**
     * Reads a value as {@link JsonText} gives it.
     *
     * @return empty when, and only when, at least one flaw was noted
     */
    Optional<T> read(@Nullable Object value, Pointer at, Flaws flaws);

    /** The same facts in the words of JSON schema 2020-12; what it cannot say is in the {@code description}. */
    Map<String, Object> schema();

    /** The same values, turned into something else. The function is total: whatever can be wrong is a flaw before. */
    default <U> Shape<U> as(Function<T, U> function) {
        Shape<T> shape = this;
        return new Shape<>() {
            @Override
            public Optional<U> read(@Nullable Object value, Pointer at, Flaws flaws) {
                return shape.read(value, at, flaws).map(function);
            }

            @Override
            public Map<String, Object> schema() {
                return shape.schema();
            }
        };
    }
}
