package io.dynamicaccounts.http.json;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A member of the objects that an {@link ObjectWriter} writes: the name, the schema of the value, and where the value
 * comes from. Functions return JSON values as {@link JsonBytes} takes them.
 *
 * @param <T> what the objects are written from
 */
public final class Member<T> {

    private final String name;
    private final Map<String, Object> schema;
    private final boolean required;
    private final BiConsumer<T, Map<String, @Nullable Object>> adder;

    private Member(
            String name,
            Map<String, Object> schema,
            boolean required,
            BiConsumer<T, Map<String, @Nullable Object>> adder) {
        this.name = name;
        this.schema = schema;
        this.required = required;
        this.adder = adder;
    }

    /** Returns a member that every object has. */
    public static <T> Member<T> required(String name, Map<String, Object> schema, Function<T, ?> value) {
        return new Member<>(name, schema, true, (from, object) -> object.put(name, value.apply(from)));
    }

    /** Returns a member that an object has only where there is a value. */
    public static <T> Member<T> optional(
            String name, Map<String, Object> schema, Function<T, ? extends Optional<?>> value) {
        return new Member<>(
                name, schema, false, (from, object) -> value.apply(from).ifPresent(it -> object.put(name, it)));
    }

    /**
     * Returns a member that every object has, and that is null where there is no value.
     *
     * @param schema the schema of a value that is there
     */
    public static <T> Member<T> nullable(
            String name, Map<String, Object> schema, Function<T, ? extends Optional<?>> value) {
        return new Member<>(
                name,
                Schema.nullable(schema),
                true,
                (from, object) -> object.put(name, value.apply(from).orElse(null)));
    }

    String name() {
        return name;
    }

    Map<String, Object> schema() {
        return schema;
    }

    boolean isRequired() {
        return required;
    }

    /** Adds the member with the value from {@code from} to an object, or leaves the member out. */
    void addTo(Map<String, @Nullable Object> object, T from) {
        adder.accept(from, object);
    }
}
