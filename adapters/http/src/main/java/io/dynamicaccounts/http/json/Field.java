package io.dynamicaccounts.http.json;

/**
 * A member of an object, or a parameter of a query.
 *
 * <p>Fields are compared by identity: a value is read by the same constant that the {@link ObjectShape} was made
 * with.
 *
 * @param <T> the type that the value is read as
 */
public final class Field<T> {

    /** Whether an object must have the field. Null for an optional field means the same as leaving it out. */
    public enum Need {
        REQUIRED,
        OPTIONAL
    }

    private final String name;
    private final Shape<T> shape;
    private final Need need;
    private final String description;

    private Field(String name, Shape<T> shape, Need need, String description) {
        this.name = name;
        this.shape = shape;
        this.need = need;
        this.description = description;
    }

    /** Returns a field that every object must have. */
    public static <T> Field<T> required(String name, Shape<T> shape, String description) {
        return new Field<>(name, shape, Need.REQUIRED, description);
    }

    /** Returns a field that objects may leave out. */
    public static <T> Field<T> optional(String name, Shape<T> shape, String description) {
        return new Field<>(name, shape, Need.OPTIONAL, description);
    }

    public String name() {
        return name;
    }

    public Shape<T> shape() {
        return shape;
    }

    public Need need() {
        return need;
    }

    public String description() {
        return description;
    }
}
