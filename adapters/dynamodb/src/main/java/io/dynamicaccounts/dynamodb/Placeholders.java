package io.dynamicaccounts.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The placeholders in the expressions of one request, so that no name is a reserved word, and no value is part of the
 * text.
 */
final class Placeholders {

    private final Map<String, String> placeholders = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /** Returns the placeholder of an attribute or, with further names, of an attribute within its map. */
    String name(String... path) {
        return Stream.of(path)
                .map(name -> placeholders.computeIfAbsent(name, fresh -> "#n" + placeholders.size()))
                .collect(Collectors.joining("."));
    }

    String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    /** Returns the names for the request. */
    Map<String, String> names() {
        return placeholders.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** Returns the values for the request. */
    Map<String, AttributeValue> values() {
        return values;
    }
}
