package io.dynamicaccounts.functions.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a definition are secret, and what "unchanged" means.
 *
 * <p>Secret is {@code kubeconfigContents} and any field, at any depth, known or not, whose name contains password, secret, token,
 * credential or key, unless it is listed as public here. The whole value of such a field is the secret, whatever its type.
 */
public final class SecretFields {

    /** Stands in the place of every secret. Written back it means "unchanged". */
    public static final String MASK = "********";

    private static final List<String> TELLING = List.of("password", "secret", "token", "credential", "key");

    /** Kubernetes account options whose names sound secret and whose values are not. */
    private static final Set<String> PUBLIC = Set.of("oauthserviceaccountkeyfile", "credentialsource", "tokenfile");

    private SecretFields() {}

    public static boolean isSecret(String field) {
        String lower = field.toLowerCase(Locale.ROOT);
        return lower.equals("kubeconfigcontents")
                || (!PUBLIC.contains(lower) && TELLING.stream().anyMatch(lower::contains));
    }

    /**
     * A copy of a JSON object in which every secret value is replaced by what the function makes of its JSON pointer (RFC 6901)
     * and its value. Values of null are left alone: there is nothing to hide.
     */
    public static Map<String, Object> replaced(
            Map<String, Object> object, BiFunction<String, Object, @Nullable Object> replacement) {
        return replaced("", object, replacement);
    }

    /** The object with {@link #MASK} for every secret: safe to show to an operator. */
    public static Map<String, Object> masked(Map<String, Object> object) {
        return replaced(object, (pointer, value) -> MASK);
    }

    /**
     * The definition with every mask replaced by the secret that the stored definition has at the same place.
     *
     * @throws NothingStored when there is none at one of the places
     */
    public static Definition unmasked(Definition written, Definition stored) {
        var unknown = new TreeSet<String>();
        Map<String, Object> fields = replaced(written.fields(), (pointer, value) -> {
            if (!MASK.equals(value)) {
                return value;
            }
            Object kept = valueAt(stored.fields(), pointer);
            if (kept == null) {
                unknown.add(pointer);
            }
            return kept;
        });
        if (!unknown.isEmpty()) {
            throw new NothingStored(unknown);
        }
        return new Definition(fields);
    }

    /** The JSON pointers of masks in a definition; empty for one that is complete. */
    public static Set<String> masks(Definition definition) {
        var masks = new TreeSet<String>();
        replaced(definition.fields(), (pointer, value) -> {
            if (MASK.equals(value)) {
                masks.add(pointer);
            }
            return value;
        });
        return masks;
    }

    /** A mask was written where no secret is stored. */
    public static final class NothingStored extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Set<String> pointers;

        NothingStored(Set<String> pointers) {
            super("a mask stands where no secret is stored: " + pointers);
            this.pointers = Set.copyOf(pointers);
        }

        /** Where, as JSON pointers. */
        public Set<String> pointers() {
            return pointers;
        }
    }

    private static Map<String, Object> replaced(
            String at, Map<?, ?> object, BiFunction<String, Object, @Nullable Object> replacement) {
        var copy = new LinkedHashMap<String, Object>();
        object.forEach((key, value) -> {
            String field = (String) key;
            String pointer = at + "/" + field.replace("~", "~0").replace("/", "~1");
            copy.put(
                    field,
                    value != null && isSecret(field)
                            ? replacement.apply(pointer, value)
                            : inside(pointer, value, replacement));
        });
        return copy;
    }

    private static @Nullable Object inside(
            String at, @Nullable Object value, BiFunction<String, Object, @Nullable Object> replacement) {
        if (value instanceof Map<?, ?> object) {
            return replaced(at, object, replacement);
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<@Nullable Object>(list.size());
            for (int i = 0; i < list.size(); i++) {
                copy.add(inside(at + "/" + i, list.get(i), replacement));
            }
            return copy;
        }
        return value;
    }

    private static @Nullable Object valueAt(Map<String, Object> object, String pointer) {
        Object value = object;
        for (String step : pointer.substring(1).split("/", -1)) {
            String key = step.replace("~1", "/").replace("~0", "~");
            value = switch (value) {
                case Map<?, ?> map -> map.get(key);
                case List<?> list -> Integer.parseInt(key) < list.size() ? list.get(Integer.parseInt(key)) : null;
                case null, default -> null;
            };
        }
        return value;
    }
}
