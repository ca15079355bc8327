package io.dynamicaccounts.http.json;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The values of an object that passed the check of its shape. */
public final class ObjectFields {

    private final Map<Field<?>, Object> values = new HashMap<>();

    ObjectFields() {}

    void put(Field<?> field, Object value) {
        values.put(field, value);
    }

    /** Returns the value of a field that may be left out. */
    @SuppressWarnings("unchecked") // only ObjectShape puts, and it puts what the field's own shape has read
    public <T> Optional<T> find(Field<T> field) {
        return Optional.ofNullable((T) values.get(field));
    }

    /**
     * Returns the value of a required field.
     *
     * @throws NoSuchElementException for a field that the object's shape does not require
     */
    public <T> T get(Field<T> field) {
        return find(field).orElseThrow(() -> new NoSuchElementException(field.name()));
    }
}
