package io.dynamicaccounts.local.backup;

import io.dynamicaccounts.functions.account.Coded;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object. Each field must have its type, and must be read: an unread field does not belong to this
 * version of the format.
 */
final class RecordFields {

    private final Map<String, Object> object;
    private final Set<String> left;

    RecordFields(@Nullable Object object) {
        if (!(object instanceof Map<?, ?> map)) {
            throw new MalformedLine("does not have an object where one belongs");
        }
        this.object = new LinkedHashMap<>();
        map.forEach((key, value) -> this.object.put((String) key, value));
        this.left = new HashSet<>(this.object.keySet());
    }

    private Optional<Object> any(String name) {
        left.remove(name);
        return Optional.ofNullable(object.get(name));
    }

    boolean has(String name) {
        return object.containsKey(name);
    }

    Optional<String> textIfAny(String name) {
        return any(name).map(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw wrong(name, "a text");
        });
    }

    String text(String name) {
        return textIfAny(name).orElseThrow(() -> wrong(name, "a text"));
    }

    long number(String name) {
        return numberIfAny(name).orElseThrow(() -> wrong(name, "a whole number"));
    }

    Optional<Long> numberIfAny(String name) {
        return any(name).map(value -> {
            if (value instanceof Integer || value instanceof Long) {
                return ((Number) value).longValue();
            }
            throw wrong(name, "a whole number");
        });
    }

    Optional<Boolean> flagIfAny(String name) {
        return any(name).map(value -> {
            if (value instanceof Boolean flag) {
                return flag;
            }
            throw wrong(name, "true or false");
        });
    }

    Instant instant(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    Optional<List<String>> textsIfAny(String name) {
        return any(name).map(value -> {
            if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
                return list.stream().map(String.class::cast).toList();
            }
            throw wrong(name, "a list of texts");
        });
    }

    List<String> texts(String name) {
        return textsIfAny(name).orElseThrow(() -> wrong(name, "a list of texts"));
    }

    /** Returns an object of plain values. */
    Map<String, Object> object(String name) {
        return new RecordFields(any(name).orElseThrow(() -> wrong(name, "an object"))).object;
    }

    RecordFields fields(String name) {
        return new RecordFields(any(name).orElseThrow(() -> wrong(name, "an object")));
    }

    /** Returns the constant whose code the field holds. */
    <E extends Enum<E> & Coded> E word(String name, Class<E> words) {
        try {
            return Coded.of(words, text(name));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "one of the words that this version knows");
        }
    }

    /** Checks that no unread field is left. */
    void end() {
        if (!left.isEmpty()) {
            throw new MalformedLine(
                    "has a field that this version does not know: restore with the version that wrote it");
        }
    }

    private static MalformedLine wrong(String name, String right) {
        return new MalformedLine("must have " + right + " as " + name);
    }
}
