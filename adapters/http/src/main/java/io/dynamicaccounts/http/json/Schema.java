package io.dynamicaccounts.http.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds JSON schemas, in the 2020-12 dialect that OpenAPI 3.1 speaks, as plain maps in a fixed order. */
public final class Schema {

    private Schema() {}

    /** A map of these keys and values, in this order. */
    public static Map<String, Object> of(Object... keysAndValues) {
        var schema = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            schema.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return schema;
    }

    /** The schema with more facts. */
    public static Map<String, Object> with(Map<String, Object> schema, Object... keysAndValues) {
        var more = new LinkedHashMap<>(schema);
        more.putAll(of(keysAndValues));
        return more;
    }

    /** The schema, or null. */
    public static Map<String, Object> nullable(Map<String, Object> schema) {
        if (schema.get("type") instanceof String type && !schema.containsKey("enum")) {
            return with(schema, "type", List.of(type, "null"));
        }
        return schema.isEmpty() ? schema : of("anyOf", List.of(schema, of("type", "null")));
    }

    public static Map<String, Object> text(String description) {
        return of("type", "string", "description", description);
    }

    public static Map<String, Object> listOf(Map<String, Object> items) {
        return of("type", "array", "items", items);
    }

    /** A closed object: these members, all of them required but those whose names end in a question mark. */
    public static Map<String, Object> object(Map<String, Map<String, Object>> members) {
        var properties = new LinkedHashMap<String, Object>();
        members.forEach((name, schema) -> properties.put(name.replace("?", ""), schema));
        var required =
                members.keySet().stream().filter(name -> !name.endsWith("?")).toList();
        return of("type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }

    /** As {@link #object(Map)}, of names and schemas in turn. */
    public static Map<String, Object> objectOf(Object... namesAndSchemas) {
        var members = new LinkedHashMap<String, Map<String, Object>>();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            @SuppressWarnings("unchecked") // written in this package's callers as literals
            var schema = (Map<String, Object>) namesAndSchemas[i + 1];
            members.put((String) namesAndSchemas[i], schema);
        }
        return object(members);
    }

    /** A reference to a schema by its name in the document's components. */
    public static Map<String, Object> ref(String name) {
        return new TreeMap<>(Map.of("$ref", "#/components/schemas/" + name));
    }
}
