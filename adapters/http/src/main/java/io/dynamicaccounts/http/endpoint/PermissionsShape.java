package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.Flaws;
import io.dynamicaccounts.http.json.ListShape;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shape;
import io.dynamicaccounts.http.json.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what: a map from action to roles or, as agents' files have it, a list of such maps. Read into one map with
 * upper-case actions in a fixed order, and lower-case roles: both compare in any case, and whoever compares what is shown has one
 * spelling to compare with.
 */
final class PermissionsShape implements Shape<Map<String, List<String>>> {

    private static final List<String> ACTIONS = List.of("READ", "WRITE", "EXECUTE", "CREATE");

    private static final Shape<List<String>> ROLES = ListShape.of(Shapes.text(1_024), 0, 10_000);

    @Override
    public Optional<Map<String, List<String>>> read(@Nullable Object value, Pointer at, Flaws flaws) {
        int before = flaws.count();
        var permissions = new LinkedHashMap<String, List<String>>();
        switch (value) {
            case Map<?, ?> map -> readMap(map, at, flaws, permissions);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Map<?, ?> map) {
                        readMap(map, at.item(i), flaws, permissions);
                    } else {
                        flaws.add(at.item(i), "must be an object of actions and lists of roles");
                    }
                }
            }
            case null, default -> flaws.add(at, "must be an object of actions and lists of roles, or a list of such");
        }
        return flaws.count() == before ? Optional.of(permissions) : Optional.empty();
    }

    private static void readMap(Map<?, ?> map, Pointer at, Flaws flaws, Map<String, List<String>> permissions) {
        map.forEach((key, roles) -> {
            String action = ((String) key).toUpperCase(Locale.ROOT);
            Pointer here = at.field((String) key);
            if (!ACTIONS.contains(action)) {
                flaws.add(here, "is no action: actions are " + String.join(", ", ACTIONS) + " in any case");
                return;
            }
            ROLES.read(roles, here, flaws)
                    .ifPresent(it -> permissions.merge(action, inOneSpelling(it.stream()), PermissionsShape::both));
        });
    }

    private static List<String> inOneSpelling(Stream<String> roles) {
        return roles.map(role -> role.toLowerCase(Locale.ROOT)).distinct().toList();
    }

    private static List<String> both(List<String> some, List<String> others) {
        return inOneSpelling(Stream.concat(some.stream(), others.stream()));
    }

    /** The permissions of a definition that was checked elsewhere, or never: what is not right is left out. */
    static Map<String, List<String>> lenient(@Nullable Object value) {
        var permissions = new LinkedHashMap<String, List<String>>();
        List<?> maps = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        maps.forEach(item -> {
            if (item instanceof Map<?, ?> map) {
                readMap(map, Pointer.ROOT, new Flaws(), permissions);
            }
        });
        return permissions;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> map = Schema.of(
                "type",
                "object",
                "propertyNames",
                Schema.of(
                        "pattern",
                        "^(" + ACTIONS.stream().map(PermissionsShape::anyCase).collect(Collectors.joining("|")) + ")$"),
                "additionalProperties",
                ROLES.schema());
        return Schema.of("anyOf", List.of(map, Schema.listOf(map)));
    }

    /** {@code [Rr][Ee][Aa][Dd]}: the regular expressions of JSON schema know no flags. */
    private static String anyCase(String word) {
        return word.chars()
                .mapToObj(c -> "[" + (char) c + Character.toLowerCase((char) c) + "]")
                .collect(Collectors.joining());
    }
}
