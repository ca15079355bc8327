package io.dynamicaccounts.functions.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides which fields of a definition are secret, and what "unchanged" means.
 *
 * <p>Secret is {@code kubeconfigContents} and any field, at any depth, known or not, whose name contains password,
 * secret, token, credential or key, unless it is listed as public here. Case, dashes and underscores are ignored:
 * Spring binds {@code kubeconfig-contents} to the same option. The whole value of such a field is the secret,
 * whatever its type; a null value is no secret.
 *
 * <p>{@link #MASK} is not a value: anywhere in what an operator writes, in a secret field or not, it means "what is
 * stored at this place". So a complete definition never holds a mask, and what a mask means does not change when the
 * list of public fields does.
 */
public final class SecretFields {

    /** The text in the place of every secret. When an operator writes the mask back, it means "unchanged". */
    public static final String MASK = "********";

    private static final List<String> SECRET_WORDS = List.of("password", "secret", "token", "credential", "key");

    /**
     * The names that sound secret but hold no secret. {@code configureImagePullSecrets} is a boolean: whether
     * Clouddriver creates pull secrets in the account's namespaces. No other Kubernetes account option of
     * Clouddriver or of the agent sounds secret.
     */
    private static final Set<String> PUBLIC = Set.of("configureimagepullsecrets");

    private SecretFields() {}

    /** Returns whether the value of a field of this name is a secret. */
    public static boolean isSecret(String field) {
        String plain = field.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        return plain.equals("kubeconfigcontents")
                || (!PUBLIC.contains(plain) && SECRET_WORDS.stream().anyMatch(plain::contains));
    }

    /**
     * Returns a copy of a JSON object in which every secret value is replaced by the result of the function for its
     * JSON pointer (RFC 6901) and its value. Null values stay: they hide nothing.
     */
    public static Map<String, Object> replaced(
            Map<String, Object> object, BiFunction<String, Object, @Nullable Object> replacement) {
        return copy(
                "",
                object,
                (pointer, field, value) ->
                        value != null && isSecret(field) ? new Found(replacement.apply(pointer, value)) : null);
    }

    /** Returns the object with {@link #MASK} in the place of every secret, which is safe to show to an operator. */
    public static Map<String, Object> masked(Map<String, Object> object) {
        return copy("", object, SecretFields::hidden);
    }

    /**
     * Returns a copy of a JSON object in which every mask, at any place, is replaced by the result of the function
     * for its JSON pointer.
     */
    public static Map<String, Object> filled(Map<String, Object> object, Function<String, @Nullable Object> secret) {
        return copy(
                "", object, (pointer, field, value) -> MASK.equals(value) ? new Found(secret.apply(pointer)) : null);
    }

    /**
     * Returns the definition with every mask replaced by the value that the stored definition has at the same place.
     *
     * <p>Two elements of lists are at the same place when no other element has their {@code name}. Two nameless
     * elements are at the same place when both lists have the same length and the masked element at that position is
     * equal. Any looser rule would give one element's secret to another.
     *
     * @throws MaskWithoutSecret when the stored definition has no value at one of the places
     */
    public static Definition unmasked(Definition written, Definition stored) {
        var unknown = new TreeSet<String>();
        Map<String, Object> fields = filled(written.fields(), pointer -> {
            Object storedValue = atSamePlace(pointer, written.fields(), stored.fields());
            if (storedValue == null) {
                unknown.add(pointer);
            }
            return storedValue;
        });
        if (!unknown.isEmpty()) {
            throw new MaskWithoutSecret(unknown);
        }
        return new Definition(fields);
    }

    /** Returns the JSON pointers of the masks in a definition; empty for a complete definition. */
    public static Set<String> masks(Definition definition) {
        var masks = new TreeSet<String>();
        filled(definition.fields(), pointer -> {
            masks.add(pointer);
            return MASK;
        });
        return masks;
    }

    /** Returns the JSON pointers of the secrets in a definition. */
    public static SortedSet<String> secrets(Definition definition) {
        var secrets = new TreeSet<String>();
        replaced(definition.fields(), (pointer, value) -> {
            secrets.add(pointer);
            return value;
        });
        return secrets;
    }

    /** A mask was written where no secret is stored. */
    public static final class MaskWithoutSecret extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Set<String> pointers;

        MaskWithoutSecret(Set<String> pointers) {
            super("a mask stands where no secret is stored: " + pointers);
            this.pointers = Set.copyOf(pointers);
        }

        /** Returns the places of the masks, as JSON pointers. */
        public Set<String> pointers() {
            return pointers;
        }
    }

    /** Returns the replacement of a value; null when the value is copied and its content is examined. */
    @FunctionalInterface
    private interface Substitute {
        @Nullable
        Found of(String pointer, String field, @Nullable Object value);
    }

    private record Found(@Nullable Object value) {}

    private static @Nullable Found hidden(String pointer, String field, @Nullable Object value) {
        return value != null && isSecret(field) ? new Found(MASK) : null;
    }

    private static Map<String, Object> copy(String at, Map<?, ?> object, Substitute substitute) {
        var copy = new LinkedHashMap<String, Object>();
        object.forEach((key, value) -> {
            String field = (String) key;
            String pointer = at + "/" + field.replace("~", "~0").replace("/", "~1");
            copy.put(field, copy(pointer, field, value, substitute));
        });
        return copy;
    }

    private static @Nullable Object copy(String at, String field, @Nullable Object value, Substitute substitute) {
        Found found = substitute.of(at, field, value);
        if (found != null) {
            return found.value();
        }
        return switch (value) {
            case Map<?, ?> object -> copy(at, object, substitute);
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>(list.size());
                for (int i = 0; i < list.size(); i++) {
                    // An element has no name of its own, so only its fields can be secret.
                    copy.add(copy(at + "/" + i, "", list.get(i), substitute));
                }
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static @Nullable Object atSamePlace(
            String pointer, Map<String, Object> written, Map<String, Object> stored) {
        Object writtenValue = written;
        Object storedValue = stored;
        for (String step : pointer.substring(1).split("/", -1)) {
            if (writtenValue instanceof Map<?, ?> from && storedValue instanceof Map<?, ?> to) {
                String field = step.replace("~1", "/").replace("~0", "~");
                writtenValue = from.get(field);
                storedValue = to.get(field);
            } else if (writtenValue instanceof List<?> from && storedValue instanceof List<?> to) {
                int index = Integer.parseInt(step);
                writtenValue = from.get(index);
                storedValue = counterpart(writtenValue, index, from, to);
            } else {
                return null;
            }
        }
        return storedValue;
    }

    private static @Nullable Object counterpart(@Nullable Object element, int index, List<?> written, List<?> stored) {
        String name = nameOf(element);
        if (name == null) {
            boolean same = written.size() == stored.size() && Objects.equals(shown(element), shown(stored.get(index)));
            return same ? stored.get(index) : null;
        }
        boolean nameRepeated =
                written.stream().filter(other -> name.equals(nameOf(other))).count() > 1;
        List<?> namesakes =
                stored.stream().filter(other -> name.equals(nameOf(other))).toList();
        return !nameRepeated && namesakes.size() == 1 ? namesakes.getFirst() : null;
    }

    private static @Nullable Object shown(@Nullable Object element) {
        return copy("", "", element, SecretFields::hidden);
    }

    private static @Nullable String nameOf(@Nullable Object element) {
        return element instanceof Map<?, ?> object && object.get("name") instanceof String name ? name : null;
    }
}
