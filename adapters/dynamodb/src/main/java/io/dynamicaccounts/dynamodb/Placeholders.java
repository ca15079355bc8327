package io.dynamicaccounts.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The placeholders of one request's expressions: no name of ours meets a reserved word, and no value is ever part of the text. */
final class Placeholders {

    private final Map<String, String> placeholders = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /** An attribute, or with further names one within the map that it holds. */
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

    /** As a request takes them. */
    Map<String, String> names() {
        return placeholders.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** As a request takes them. */
    Map<String, AttributeValue> values() {
        return values;
    }
}
