package io.dynamicaccounts.functions.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The permissions of a definition: for each action the roles that may do it, as a map or, as in agents' files, a list
 * of maps. A definition that names no role for any action is everyone's. One that names some is for these roles
 * alone, so an action without roles is nobody's.
 *
 * <p>Where a part cannot be read, because it is a {@link Reference} or not what {@link DefinitionRules} accept, its
 * roles are unknown: the definition is not everyone's then.
 */
public final class Permissions {

    /** What a caller may do with a definition. */
    public enum Action {
        READ,
        WRITE
    }

    private final Map<String, List<String>> rolesByAction = new LinkedHashMap<>();
    private boolean incomplete;

    private Permissions() {}

    /** Reads the permissions of a definition that was checked elsewhere, or never. */
    public static Permissions of(Map<String, Object> fields) {
        return of(fields.get("permissions"));
    }

    /** Reads the value of the field {@code permissions}. */
    public static Permissions of(@Nullable Object value) {
        var permissions = new Permissions();
        List<?> maps = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        maps.forEach(permissions::add);
        return permissions;
    }

    private void add(@Nullable Object item) {
        if (item instanceof Map<?, ?> map) {
            map.forEach((key, roles) -> add(String.valueOf(key).toUpperCase(Locale.ROOT), roles));
        } else {
            incomplete = true;
        }
    }

    private void add(String action, @Nullable Object roles) {
        if (DefinitionRules.ACTIONS.contains(action)
                && roles instanceof List<?> list
                && list.stream().allMatch(DefinitionRules::isRole)) {
            rolesByAction.merge(
                    action,
                    inOneSpelling(list.stream().map(String.class::cast)),
                    (one, other) -> inOneSpelling(Stream.concat(one.stream(), other.stream())));
        } else {
            incomplete = true;
        }
    }

    private static List<String> inOneSpelling(Stream<String> roles) {
        return roles.map(Roles::lowerCase).distinct().toList();
    }

    /** Returns the roles that could be read, in lower case, by action in upper case. */
    public Map<String, List<String>> rolesByAction() {
        return new LinkedHashMap<>(rolesByAction);
    }

    /** Returns whether a caller with these roles may do this. */
    public boolean allow(Action action, Roles roles) {
        return switch (roles) {
            case Roles.All all -> true;
            case Roles.Named(var names) ->
                isEveryones()
                        || rolesByAction.getOrDefault(action.name(), List.of()).stream()
                                .anyMatch(names::contains);
        };
    }

    private boolean isEveryones() {
        return !incomplete && rolesByAction.values().stream().allMatch(List::isEmpty);
    }
}
