package io.dynamicaccounts.http.json;

import io.dynamicaccounts.functions.account.Coded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds JSON schemas, in the 2020-12 dialect that OpenAPI 3.1 speaks, as plain maps in a fixed order. */
public final class Schema {

    private Schema() {}

    /** Returns a map of these keys and values, in this order. */
    public static Map<String, Object> of(Object... keysAndValues) {
        var schema = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            schema.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return schema;
    }

    /** Returns the schema with more facts. */
    public static Map<String, Object> with(Map<String, Object> schema, Object... keysAndValues) {
        var more = new LinkedHashMap<>(schema);
        more.putAll(of(keysAndValues));
        return more;
    }

    /** Returns the schema of the same values and null. */
    public static Map<String, Object> nullable(Map<String, Object> schema) {
        if (schema.get("type") instanceof String type && !schema.containsKey("enum")) {
            return with(schema, "type", List.of(type, "null"));
        }
        return schema.isEmpty() ? schema : of("anyOf", List.of(schema, of("type", "null")));
    }

    /** Returns the schema of a string, with a description. */
    public static Map<String, Object> text(String description) {
        return of("type", "string", "description", description);
    }

    /** Returns the schema of a list. */
    public static Map<String, Object> listOf(Map<String, Object> items) {
        return of("type", "array", "items", items);
    }

    /** Returns the schema of a string that is the code of one of an enum's constants. */
    public static <E extends Enum<E> & Coded> Map<String, Object> codeOf(Class<E> type) {
        return of("type", "string", "enum", Coded.all(type));
    }

    /** Returns a reference to a schema by its name in the components of the document. */
    public static Map<String, Object> ref(String name) {
        return new TreeMap<>(Map.of("$ref", "#/components/schemas/" + name));
    }
}
