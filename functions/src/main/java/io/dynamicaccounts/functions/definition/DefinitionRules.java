package io.dynamicaccounts.functions.definition;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules that the fields of a definition must follow to become an account's, whether they come from an operator's
 * POST or PUT or from a migration. Because both follow the same rules, a migrated definition may be read and written
 * back.
 *
 * <p>Known options have their type; a {@link Reference} may stand for any value but {@code serviceAccount}. There is
 * exactly one way to the cluster. Of {@code namespaces} and {@code omitNamespaces}, and of {@code kinds} and
 * {@code omitKinds}, one is empty or left out, because Clouddriver ignores accounts that fill both. Unknown options
 * may have any value.
 */
public final class DefinitionRules {

    /** The actions that permissions may be given for. */
    public static final List<String> ACTIONS = List.of("READ", "WRITE", "EXECUTE", "CREATE");

    /** The greatest number of characters of a role. */
    public static final int LONGEST_ROLE = 1_024;

    private static final List<String> WAYS = List.of("kubeconfigContents", "kubeconfigFile", "serviceAccount");

    private final List<Flaw> flaws = new ArrayList<>();

    private DefinitionRules() {}

    /**
     * One violation of a rule.
     *
     * @param pointer the place, as a JSON pointer (RFC 6901) into the definition
     * @param detail what would be right; never a value
     */
    public record Flaw(String pointer, String detail) {}

    /** Returns all flaws of the types of options, and of options that exclude each other. */
    public static List<Flaw> options(Map<String, Object> fields) {
        var rules = new DefinitionRules();
        fields.forEach((name, value) -> {
            AccountOptions.Kind kind = AccountOptions.kind(name);
            if (kind != null && value != null) {
                rules.option(kind, "/" + name, value);
            }
        });
        rules.either("namespaces", "omitNamespaces", fields);
        rules.either("kinds", "omitKinds", fields);
        return rules.flaws;
    }

    /** Returns the flaws of the ways to the cluster: one at most. */
    public static List<Flaw> ways(Map<String, Object> fields) {
        long given = WAYS.stream()
                .filter(field -> fields.get(field) != null && !Boolean.FALSE.equals(fields.get(field)))
                .count();
        return given == 1
                ? List.of()
                : List.of(new Flaw(
                        "",
                        "must have exactly one of kubeconfigContents, kubeconfigFile and serviceAccount: true, and has "
                                + given
                                + (given == 0 ? "" : ": keep the one that is meant. " + ClusterConnection.PRECEDENCE)));
    }

    /** Returns whether permissions may name this value as a role. */
    public static boolean isRole(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= LONGEST_ROLE;
    }

    private void option(AccountOptions.Kind kind, String at, Object value) {
        switch (kind) {
            case WAY -> {
                if (!(value instanceof String text) || text.isBlank()) {
                    wrong(at, "must be a string that is not blank");
                }
            }
            case TEXT -> check(value instanceof String, at, "must be a string");
            case SERVICE_ACCOUNT -> check(value instanceof Boolean, at, "must be true or false");
            case FLAG -> check(value instanceof Boolean || Reference.is(value), at, "must be true or false");
            case NUMBER -> check(isWhole(value) || Reference.is(value), at, "must be a whole number");
            case TEXTS -> list(at, value, item -> item instanceof String, "must be a string");
            case OBJECTS -> list(at, value, item -> item instanceof Map, "must be an object");
            case OBJECT -> check(value instanceof Map, at, "must be an object");
            case PERMISSIONS -> permissions(at, value);
        }
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || (value instanceof BigInteger big && big.bitLength() < Long.SIZE);
    }

    private void list(String at, Object value, Predicate<@Nullable Object> right, String detail) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(right.test(list.get(i)), at + "/" + i, detail);
            }
        } else if (!Reference.is(value)) {
            wrong(at, "must be an array");
        }
    }

    private void permissions(String at, Object value) {
        switch (value) {
            case Map<?, ?> map -> actions(at, map);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Map<?, ?> map) {
                        actions(at + "/" + i, map);
                    } else {
                        wrong(at + "/" + i, "must be an object of actions and lists of roles");
                    }
                }
            }
            default ->
                check(Reference.is(value), at, "must be an object of actions and lists of roles, or a list of such");
        }
    }

    private void actions(String at, Map<?, ?> map) {
        map.forEach((key, roles) -> {
            String pointer = at + "/" + ((String) key).replace("~", "~0").replace("/", "~1");
            if (!ACTIONS.contains(((String) key).toUpperCase(Locale.ROOT))) {
                wrong(pointer, "is no action: actions are " + String.join(", ", ACTIONS) + " in any case");
            } else if (roles instanceof List<?> list) {
                list(
                        pointer,
                        list,
                        DefinitionRules::isRole,
                        "must be a string of 1 to " + LONGEST_ROLE + " characters that is not blank");
            } else {
                check(Reference.is(roles), pointer, "must be an array");
            }
        });
    }

    /**
     * Checks that at most one of two options is filled. An empty list counts as absent, because real files carry
     * both options with one of them empty.
     */
    private void either(String one, String other, Map<String, Object> fields) {
        check(
                !isFilled(fields.get(one)) || !isFilled(fields.get(other)),
                "/" + other,
                "must be empty or left out where " + one + " is given");
    }

    private static boolean isFilled(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty();
    }

    private void check(boolean right, String at, String detail) {
        if (!right) {
            wrong(at, detail);
        }
    }

    private void wrong(String at, String detail) {
        flaws.add(new Flaw(at, detail));
    }
}
