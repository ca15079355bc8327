package io.dynamicaccounts.http.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shape of an object that has these fields and no others. */
public final class ObjectShape implements Shape<ObjectFields> {

    private final Map<String, Field<?>> fields = new LinkedHashMap<>();

    private ObjectShape(List<Field<?>> fields) {
        fields.forEach(field -> this.fields.put(field.name(), field));
    }

    /** Returns the shape of an object with these fields. */
    public static ObjectShape of(Field<?>... fields) {
        return new ObjectShape(List.of(fields));
    }

    public List<Field<?>> fields() {
        return List.copyOf(fields.values());
    }

    @Override
    public Optional<ObjectFields> read(@Nullable Object value, Pointer at, Flaws flaws) {
        if (!(value instanceof Map<?, ?> object)) {
            flaws.add(at, "must be an object");
            return Optional.empty();
        }
        int before = flaws.count();
        Map<String, Object> members = Shapes.asObject(object);
        members.keySet().stream()
                .filter(name -> !fields.containsKey(name))
                .forEach(name -> flaws.add(at.field(name), "is not known here: known are " + known()));
        var read = new ObjectFields();
        fields.values().forEach(field -> readField(field, members, at, flaws, read));
        return flaws.count() == before ? Optional.of(read) : Optional.empty();
    }

    private static void readField(
            Field<?> field, Map<String, Object> members, Pointer at, Flaws flaws, ObjectFields read) {
        Object member = members.get(field.name());
        switch (field.need()) {
            case REQUIRED -> {
                if (!members.containsKey(field.name())) {
                    flaws.add(at.field(field.name()), "is missing: it " + expectation(field));
                    return;
                }
            }
            case OPTIONAL -> {
                if (member == null) {
                    return;
                }
            }
        }
        field.shape().read(member, at.field(field.name()), flaws).ifPresent(it -> read.put(field, it));
    }

    /** Returns what a field's shape says of a missing value. */
    private static String expectation(Field<?> field) {
        var expected = new Flaws();
        field.shape().read(null, Pointer.ROOT, expected);
        return expected.wrong().getFirst().detail();
    }

    private String known() {
        return String.join(", ", fields.keySet());
    }

    @Override
    public Map<String, Object> schema() {
        var properties = new LinkedHashMap<String, Object>();
        fields.values().forEach(field -> properties.put(field.name(), schemaOf(field)));
        return Schema.of(
                "type", "object", "properties", properties, "required", required(), "additionalProperties", false);
    }

    private static Map<String, Object> schemaOf(Field<?> field) {
        Map<String, Object> schema = field.shape().schema();
        return Schema.with(
                switch (field.need()) {
                    case REQUIRED -> schema;
                    case OPTIONAL -> Schema.nullable(schema);
                },
                "description",
                field.description());
    }

    private List<String> required() {
        return fields.values().stream()
                .filter(field -> field.need() == Field.Need.REQUIRED)
                .map(Field::name)
                .toList();
    }
}
