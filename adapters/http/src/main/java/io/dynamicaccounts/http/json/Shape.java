package io.dynamicaccounts.http.json;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form of a JSON value, defined once: a shape both reads a value and returns the JSON schema of what it reads, so
 * the published document and the check cannot differ.
 *
 * @param <T> the type that a value is read as
 */
public interface Shape<T> {

    /**
     * Reads a value as {@link JsonText} gives it.
     *
     * @return empty when, and only when, at least one flaw was noted
     */
    Optional<T> read(@Nullable Object value, Pointer at, Flaws flaws);

    /**
     * Returns the same facts as a JSON schema of version 2020-12; what the schema language cannot express is in the
     * {@code description}.
     */
    Map<String, Object> schema();

    /**
     * Returns a shape of the same values, converted by a function. The function must accept every value that this
     * shape reads.
     */
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
