package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.json.ExactJson;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** Writes and reads the JSON text of a column, which reads back as the value that was written. */
final class ColumnJson {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Long>> NUMBERS = new TypeReference<>() {};

    private ColumnJson() {}

    /** Writes a plain value, or a record of plain values. */
    static String write(Object value) {
        return ExactJson.MAPPER.writeValueAsString(value);
    }

    /** Writes a JSON array of the texts of some identifiers. */
    static String names(Collection<?> ids) {
        return write(ids.stream().map(Object::toString).toList());
    }

    /** Reads an object of plain values. */
    static Map<String, Object> object(String json) {
        return ExactJson.MAPPER.readValue(json, ExactJson.OBJECT);
    }

    /** Reads an array of texts. */
    static List<String> texts(String json) {
        return List.copyOf(ExactJson.MAPPER.readValue(json, TEXTS));
    }

    /** Reads an object of whole numbers. */
    static Map<String, Long> numbers(String json) {
        return ExactJson.MAPPER.readValue(json, NUMBERS);
    }

    /** Reads an object of this type. */
    static <T> T read(String json, Class<T> type) {
        return ExactJson.MAPPER.readValue(json, type);
    }

    /** Reads an object of this generic type. */
    static <T> T read(String json, TypeReference<T> type) {
        return ExactJson.MAPPER.readValue(json, type);
    }
}
