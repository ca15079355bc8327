package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.definition.DefinitionRules;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.http.json.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The permissions of an account: a map from action to roles or, as in agents' files, a list of such maps. Answers
 * show one map with upper-case actions and lower-case roles: both compare in any case, and readers have one spelling
 * to compare with.
 */
final class PermissionsSchema {

    private PermissionsSchema() {}

    /**
     * Returns the permissions of a definition that was checked elsewhere, or never: what is not right is left out.
     */
    static Map<String, List<String>> lenient(@Nullable Object value) {
        return Permissions.of(value).rolesByAction();
    }

    /**
     * Returns the schema of what {@link DefinitionRules} accept. Not a constant, because {@link KubernetesOptions}
     * has a constant made of this schema, and this class needs that one.
     */
    static Map<String, Object> schema() {
        Map<String, Object> role =
                Schema.of("type", "string", "maxLength", DefinitionRules.LONGEST_ROLE, "pattern", "\\S");
        String actions =
                DefinitionRules.ACTIONS.stream().map(PermissionsSchema::anyCase).collect(Collectors.joining("|"));
        Map<String, Object> map = Schema.of(
                "type",
                "object",
                "propertyNames",
                Schema.of("pattern", "^(" + actions + ")$"),
                "additionalProperties",
                KubernetesOptions.orReference(Schema.listOf(role)));
        return Schema.of("anyOf", List.of(map, Schema.listOf(map)));
    }

    /** Returns a pattern such as {@code [Rr][Ee][Aa][Dd]}: the regular expressions of JSON schema know no flags. */
    private static String anyCase(String word) {
        return word.chars()
                .mapToObj(c -> "[" + (char) c + Character.toLowerCase((char) c) + "]")
                .collect(Collectors.joining());
    }
}
