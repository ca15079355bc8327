package io.dynamicaccounts.sqlite;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON text as columns hold it. It must come back as it was: every digit, every null, the order of keys. */
final class ColumnJson {

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
                    // Half a surrogate pair is legal in JSON and not in the UTF-8 of a column.
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
    private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private ColumnJson() {}

    /** Of strings, numbers, booleans, nulls, lists and maps. */
    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A JSON array of the words of some ids. */
    static String names(Collection<?> ids) {
        return write(ids.stream().map(Object::toString).toList());
    }

    static Map<String, Object> object(String json) {
        return MAPPER.readValue(json, OBJECT);
    }

    static List<String> texts(String json) {
        return List.copyOf(MAPPER.readValue(json, TEXTS));
    }

    static List<Map<String, Object>> objects(String json) {
        return MAPPER.readValue(json, OBJECTS);
    }

    /** The objects in a list that an object of ours has. */
    static List<Map<String, Object>> objects(Map<?, ?> object, String key) {
        return MAPPER.convertValue(object.get(key), OBJECTS);
    }

    /** A whole number that an object of ours has, whichever class carries it. */
    static long number(Map<?, ?> object, String key) {
        if (object.get(key) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("no number under " + key);
    }

    /** A text that an object of ours has. */
    static String text(Map<?, ?> object, String key) {
        return textIfAny(object, key).orElseThrow();
    }

    static Optional<String> textIfAny(Map<?, ?> object, String key) {
        return Optional.ofNullable((String) object.get(key));
    }
}
