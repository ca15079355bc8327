package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.definition.AccountOptions;
import io.dynamicaccounts.functions.definition.Reference;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types of the {@link AccountOptions} of Clouddriver and the agent: each type fits a value of a file to its JSON
 * type, as Spring would bind the value. Other options are kept as they are.
 *
 * <p>A placeholder or a reference to a secret may stand for any scalar or list, and is kept as it is, to be resolved
 * by its user.
 */
enum AccountOption {
    TEXT("text") {
        @Override
        @Nullable
        Object fit(Object value) {
            return asText(value);
        }
    },
    TEXTS("a list of texts") {
        @Override
        @Nullable
        Object fit(Object value) {
            return switch (value) {
                case String text when isReference(text) -> text;
                case String text -> parts(text);
                case List<?> list -> asTexts(list);
                default -> null;
            };
        }
    },
    FLAG("true or false") {
        @Override
        @Nullable
        Object fit(Object value) {
            return switch (value) {
                case Boolean flag -> flag;
                case String text when isReference(text) -> text;
                case String text ->
                    switch (text.strip().toLowerCase(Locale.ROOT)) {
                        case "true", "on", "yes", "1" -> true;
                        case "false", "off", "no", "0" -> false;
                        default -> null;
                    };
                default -> null;
            };
        }
    },
    NUMBER("a number") {
        @Override
        @Nullable
        Object fit(Object value) {
            return switch (value) {
                case Number number -> number;
                case String text when isReference(text) -> text;
                case String text when DIGITS.matcher(text.strip()).matches() -> Long.valueOf(text.strip());
                default -> null;
            };
        }
    },
    OBJECTS("a list of maps") {
        @Override
        @Nullable
        Object fit(Object value) {
            return isReference(value) || isListOfMaps(value) ? value : null;
        }
    },
    OBJECT("a map") {
        @Override
        @Nullable
        Object fit(Object value) {
            return value instanceof Map ? value : null;
        }
    },
    PERMISSIONS("a map, or a list of maps, from READ, WRITE, EXECUTE or CREATE to roles") {
        @Override
        @Nullable
        Object fit(Object value) {
            return switch (value) {
                case Map<?, ?> map -> withRoles(map);
                case List<?> list
                when isListOfMaps(list) ->
                    list.stream().map(map -> withRoles((Map<?, ?>) map)).toList();
                default -> isReference(value) ? value : null;
            };
        }
    };

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

    private final String expected;

    AccountOption(String expected) {
        this.expected = expected;
    }

    /** Returns the type of the option of this name; null for an unknown option. */
    static @Nullable AccountOption named(String name) {
        if (name.equals("zoneId")) {
            return TEXT;
        }
        AccountOptions.Kind kind = AccountOptions.kind(name);
        return kind == null
                ? null
                : switch (kind) {
                    case WAY, TEXT -> TEXT;
                    case SERVICE_ACCOUNT, FLAG -> FLAG;
                    case NUMBER -> NUMBER;
                    case TEXTS -> TEXTS;
                    case OBJECTS -> OBJECTS;
                    case OBJECT -> OBJECT;
                    case PERMISSIONS -> PERMISSIONS;
                };
    }

    /**
     * Returns whether an option of this name takes text, so that a value in the form of a number or a boolean is kept
     * as its text.
     */
    static boolean isText(String name) {
        AccountOption option = named(name);
        return option == TEXT || option == TEXTS || option == PERMISSIONS;
    }

    /**
     * Returns the value in the type of the option, which usually is the value itself; null when the value does not
     * fit.
     */
    abstract @Nullable Object fit(Object value);

    /** Returns the type of the option in words. */
    String expected() {
        return expected;
    }

    private static boolean isReference(Object value) {
        return Reference.is(value);
    }

    /**
     * Binds roles as Spring does: one text is a list of the roles between its commas, and no value is an empty list.
     */
    private static Map<String, Object> withRoles(Map<?, ?> permissions) {
        var bound = new LinkedHashMap<String, Object>();
        permissions.forEach((action, roles) -> bound.put(
                (String) action,
                switch (roles) {
                    case null -> List.of();
                    case String text when !isReference(text) -> parts(text);
                    default -> roles;
                }));
        return bound;
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static boolean isListOfMaps(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance);
    }

    private static @Nullable String asText(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            // The value was merged from a place where the option's name did not show that its type is text.
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default -> null;
        };
    }

    private static @Nullable List<?> asTexts(List<?> list) {
        if (list.stream().allMatch(String.class::isInstance)) {
            return list;
        }
        var texts = new ArrayList<String>(list.size());
        for (Object element : list) {
            String text = asText(element);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }
}
