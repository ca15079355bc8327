package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.json.ExactJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses JSON objects of which no condition reads a field: an item holds 400 KB, and a read or write is paid by
 * size. An object reads back with every digit, every null, and the order of keys, which numbers and maps of the
 * database do not keep.
 */
final class CompressedJson {

    private CompressedJson() {}

    /** Writes an object of texts, numbers, booleans, nulls, lists and maps. */
    static byte[] pack(Map<String, ?> object) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(ExactJson.MAPPER.writeValueAsBytes(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static Map<String, Object> unpack(byte[] packed) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return ExactJson.MAPPER.readValue(gzip, ExactJson.OBJECT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an object within an object. */
    static Map<String, Object> object(Map<String, Object> of, String key) {
        var object = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) Objects.requireNonNull(of.get(key))).forEach((name, value) -> object.put((String) name, value));
        return object;
    }

    /** Returns a list of texts within an object. */
    static List<String> texts(Map<String, Object> of, String key) {
        return ((List<?>) Objects.requireNonNull(of.get(key)))
                .stream().map(String.class::cast).toList();
    }

    static Optional<String> textIfAny(Map<String, Object> of, String key) {
        return Optional.ofNullable((String) of.get(key));
    }

    /** Returns a whole number within an object, of any number class. */
    static long number(Map<String, Object> of, String key) {
        return ((Number) Objects.requireNonNull(of.get(key))).longValue();
    }

    /** Returns the texts of some identifiers for {@link #pack}. */
    static List<String> words(Collection<?> ids) {
        return ids.stream().map(Object::toString).toList();
    }
}
