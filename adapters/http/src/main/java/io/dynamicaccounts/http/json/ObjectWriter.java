package io.dynamicaccounts.http.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The counterpart of {@link ObjectShape} for responses: it both writes objects and returns the JSON schema of what it
 * writes, so neither can name a member that the other does not know. The objects have exactly these members, in this
 * order.
 *
 * @param <T> what the objects are written from
 */
public final class ObjectWriter<T> {

    private final Optional<String> description;
    private final List<Member<T>> members;

    private ObjectWriter(Optional<String> description, List<Member<T>> members) {
        this.description = description;
        this.members = members;
    }

    /** Returns a writer of objects with these members. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of copies the array
    public static <T> ObjectWriter<T> of(Member<T>... members) {
        return new ObjectWriter<>(Optional.empty(), List.of(members));
    }

    /** Returns the same writer with a schema that describes the objects in words. */
    public ObjectWriter<T> describedAs(String text) {
        return new ObjectWriter<>(Optional.of(text), members);
    }

    /** Returns the object for {@code from}. */
    public Map<String, @Nullable Object> write(T from) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        members.forEach(member -> member.addTo(object, from));
        return object;
    }

    /** Returns one object for each of {@code all}, in the same order. */
    public List<Map<String, @Nullable Object>> writeAll(List<? extends T> all) {
        return all.stream().map(this::write).toList();
    }

    /** Returns the schema of one object: a closed one, which requires every member that is never left out. */
    public Map<String, Object> schema() {
        var properties = new LinkedHashMap<String, Object>();
        members.forEach(member -> properties.put(member.name(), member.schema()));
        Map<String, Object> schema = Schema.of("type", "object");
        description.ifPresent(text -> schema.put("description", text));
        schema.put("properties", properties);
        schema.put(
                "required",
                members.stream().filter(Member::isRequired).map(Member::name).toList());
        schema.put("additionalProperties", false);
        return schema;
    }

    /** Returns the schema of a list of such objects. */
    public Map<String, Object> listSchema() {
        return Schema.listOf(schema());
    }
}
