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
 * JSON objects that the database is asked nothing about, compressed: an item holds 400 KB, and a read or write is paid by size.
 * It comes back as it was, every digit, every null, the order of keys: which numbers and maps of the database would not.
 */
final class CompressedJson {

    private CompressedJson() {}

    /** Of strings, numbers, booleans, nulls, lists and maps. */
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

    /** An object within an object of ours. */
    static Map<String, Object> object(Map<String, Object> of, String key) {
        var object = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) Objects.requireNonNull(of.get(key))).forEach((name, value) -> object.put((String) name, value));
        return object;
    }

    /** A list of texts within an object of ours. */
    static List<String> texts(Map<String, Object> of, String key) {
        return ((List<?>) Objects.requireNonNull(of.get(key)))
                .stream().map(String.class::cast).toList();
    }

    static Optional<String> textIfAny(Map<String, Object> of, String key) {
        return Optional.ofNullable((String) of.get(key));
    }

    /** A whole number within an object of ours, whichever class carries it. */
    static long number(Map<String, Object> of, String key) {
        return ((Number) Objects.requireNonNull(of.get(key))).longValue();
    }

    /** The words of some ids, as {@link #pack} takes them. */
    static List<String> words(Collection<?> ids) {
        return ids.stream().map(Object::toString).toList();
    }
}
