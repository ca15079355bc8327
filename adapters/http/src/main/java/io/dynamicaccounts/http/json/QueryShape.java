package io.dynamicaccounts.http.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, read by the same shapes as bodies. Each may occur once, and unknown ones are refused:
 * ignoring a misspelt filter would answer another question than the caller asked.
 */
public final class QueryShape<T> {

    private final List<Field<?>> fields;
    private final Function<ObjectFields, T> function;

    private QueryShape(List<Field<?>> fields, Function<ObjectFields, T> function) {
        this.fields = fields;
        this.function = function;
    }

    /** Returns a shape that reads these fields and passes them to a function. */
    public static <T> QueryShape<T> of(Function<ObjectFields, T> function, Field<?>... fields) {
        return new QueryShape<>(List.of(fields), function);
    }

    public List<Field<?>> fields() {
        return fields;
    }

    /** Reads the parameters. Returns empty when, and only when, at least one flaw was noted. */
    public Optional<T> read(Map<String, List<String>> query, Flaws flaws) {
        var read = new ObjectFields();
        query.keySet().stream()
                .filter(name -> fields.stream().noneMatch(field -> field.name().equals(name)))
                .forEach(name -> flaws.add(Pointer.ofParameter(name), "is not known here: known are " + known()));
        fields.forEach(field -> readField(field, query.getOrDefault(field.name(), List.of()), flaws, read));
        return flaws.isEmpty() ? Optional.of(function.apply(read)) : Optional.empty();
    }

    private static <F> void readField(Field<F> field, List<String> values, Flaws flaws, ObjectFields read) {
        Pointer at = Pointer.ofParameter(field.name());
        if (values.size() > 1) {
            flaws.add(at, "must be given once");
        } else if (values.size() == 1) {
            field.shape().read(typed(field, values.getFirst()), at, flaws).ifPresent(it -> read.put(field, it));
        } else if (field.need() == Field.Need.REQUIRED) {
            flaws.add(at, "is missing");
        }
    }

    /** Returns the value as the type that the schema names, if the value can be read so: a query has only text. */
    private static @Nullable Object typed(Field<?> field, String value) {
        return switch (String.valueOf(field.shape().schema().get("type"))) {
            case "integer" -> value.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(value) : value;
            case "boolean" ->
                switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> value;
                };
            default -> value;
        };
    }

    private String known() {
        return String.join(", ", fields.stream().map(Field::name).toList());
    }

    /** Returns the schema of each parameter by name. */
    public Map<String, Map<String, Object>> schemas() {
        var schemas = new LinkedHashMap<String, Map<String, Object>>();
        fields.forEach(field -> schemas.put(field.name(), field.shape().schema()));
        return schemas;
    }
}
