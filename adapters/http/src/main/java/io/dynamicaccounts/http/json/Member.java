package io.dynamicaccounts.http.json;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A member of the objects that an {@link ObjectWriter} writes: the name, the schema of the value, and where the value comes from.
 * Functions return JSON values as {@link JsonBytes} takes them.
 *
 * @param <T> what the objects are written from
 */
public final class Member<T> {

    private final String name;
    private final Map<String, Object> schema;
    private final boolean required;
    private final Adder<T> adder;

    /** Adds the member with the value for one {@code T}, or leaves the member out. */
    @FunctionalInterface
    private interface Adder<T> {
        void add(T from, BiConsumer<String, @Nullable Object> members);
    }

    private Member(String name, Map<String, Object> schema, boolean required, Adder<T> adder) {
        this.name = name;
        this.schema = schema;
        this.required = required;
        this.adder = adder;
    }

    /** Returns a member that every object has. */
    public static <T> Member<T> required(String name, Map<String, Object> schema, Function<T, ?> value) {
        return new Member<>(name, schema, true, (from, members) -> members.accept(name, value.apply(from)));
    }

    /** Returns a member that an object has only where there is a value. */
    public static <T> Member<T> optional(
            String name, Map<String, Object> schema, Function<T, ? extends Optional<?>> value) {
        return new Member<>(
                name, schema, false, (from, members) -> value.apply(from).ifPresent(it -> members.accept(name, it)));
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
                (from, members) -> members.accept(name, value.apply(from).orElse(null)));
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

    void addTo(Map<String, @Nullable Object> object, T from) {
        adder.add(from, object::put);
    }
}
