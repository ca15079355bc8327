package io.dynamicaccounts.dynamodb;

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
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON objects that the database is asked nothing about, compressed: an item holds 400 KB, and a read or write is paid by size.
 * It comes back as it was, every digit, every null, the order of keys: which numbers and maps of the database would not.
 */
final class CompressedJson {

    /** A definition is bounded where it comes in, so what could be written can be read; these only keep a bound. */
    private static final int LONGEST_NUMBER = 300_000;

    private static final int DEEPEST = 1_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    // Half a surrogate pair is legal in JSON and not in UTF-8.
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private CompressedJson() {}

    /** Of strings, numbers, booleans, nulls, lists and maps. */
    static byte[] pack(Map<String, ?> object) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(MAPPER.writeValueAsBytes(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static Map<String, Object> unpack(byte[] packed) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return MAPPER.readValue(gzip, OBJECT);
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
