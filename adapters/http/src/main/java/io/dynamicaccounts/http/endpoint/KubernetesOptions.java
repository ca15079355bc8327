package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.definition.AccountOptions;
import io.dynamicaccounts.functions.definition.Reference;
import io.dynamicaccounts.http.json.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link AccountOptions} as JSON schemas: what {@link io.dynamicaccounts.functions.definition.DefinitionRules} takes.
 */
final class KubernetesOptions {

    private static final Map<String, Object> TEXT = Schema.of("type", "string");

    private static final Map<String, Object> OBJECT = Schema.of("type", "object");

    private static final Map<String, Object> REFERENCE = Schema.of("type", "string", "pattern", Reference.PATTERN);

    /** The schemas by name of the option, in a fixed order. */
    static final Map<String, Map<String, Object>> SCHEMAS = schemas();

    private KubernetesOptions() {}

    private static Map<String, Map<String, Object>> schemas() {
        var schemas = new LinkedHashMap<String, Map<String, Object>>();
        for (AccountOptions.Kind kind : AccountOptions.Kind.values()) {
            kind.names().forEach(name -> schemas.put(name, Schema.nullable(schema(kind))));
        }
        return schemas;
    }

    private static Map<String, Object> schema(AccountOptions.Kind kind) {
        return switch (kind) {
            // \\S finds what is not white space, as String.isBlank understands it closely enough for any real text.
            case WAY -> Schema.of("type", "string", "pattern", "\\S");
            case SERVICE_ACCOUNT -> Schema.of("type", "boolean");
            case TEXT -> TEXT;
            case FLAG -> orReference(Schema.of("type", "boolean"));
            case NUMBER ->
                orReference(Schema.of("type", "integer", "minimum", Long.MIN_VALUE, "maximum", Long.MAX_VALUE));
            case TEXTS -> orReference(Schema.listOf(TEXT));
            case OBJECTS -> orReference(Schema.listOf(OBJECT));
            case OBJECT -> OBJECT;
            case PERMISSIONS -> orReference(PermissionsSchema.schema());
        };
    }

    /** Returns the schema of a value that a placeholder, or a reference to a secret, may stand for. */
    static Map<String, Object> orReference(Map<String, Object> schema) {
        return Schema.of("anyOf", List.of(schema, REFERENCE));
    }
}
