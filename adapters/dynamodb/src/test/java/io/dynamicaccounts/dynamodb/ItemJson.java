package io.dynamicaccounts.dynamodb;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Converts items to the text that DynamoDB's own tools show, and back: {@code {"pk": {"S": "sweep"}, …}}. */
final class ItemJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ItemJson() {}

    static String write(List<Map<String, AttributeValue>> items) {
        return JSON.writeValueAsString(items.stream().map(ItemJson::values).toList()) + "\n";
    }

    static List<Map<String, AttributeValue>> read(String text) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        for (Object item : JSON.readValue(text, List.class)) {
            items.add(attributes((Map<?, ?>) item));
        }
        return items;
    }

    private static Map<String, Object> values(Map<String, AttributeValue> attributes) {
        var values = new TreeMap<String, Object>();
        attributes.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static Map<String, Object> value(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case BOOL -> Map.of("BOOL", value.bool());
            case B -> Map.of("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
            case SS -> Map.of("SS", value.ss().stream().sorted().toList());
            case L -> Map.of("L", value.l().stream().map(ItemJson::value).toList());
            case M -> Map.of("M", values(value.m()));
            default -> throw new IllegalArgumentException("no item of ours holds " + value.type());
        };
    }

    private static Map<String, AttributeValue> attributes(Map<?, ?> values) {
        var attributes = new TreeMap<String, AttributeValue>();
        values.forEach((name, value) -> attributes.put((String) name, attribute((Map<?, ?>) value)));
        return attributes;
    }

    private static AttributeValue attribute(Map<?, ?> typed) {
        Map.Entry<?, ?> only = typed.entrySet().iterator().next();
        Object value = only.getValue();
        return switch ((String) only.getKey()) {
            case "S" -> AttributeValue.fromS((String) value);
            case "N" -> AttributeValue.fromN((String) value);
            case "BOOL" -> AttributeValue.fromBool((Boolean) value);
            case "B" ->
                AttributeValue.fromB(SdkBytes.fromByteArray(Base64.getDecoder().decode((String) value)));
            case "SS" -> AttributeValue.fromSs(texts(value));
            case "L" ->
                AttributeValue.fromL(((List<?>) value)
                        .stream().map(each -> attribute((Map<?, ?>) each)).toList());
            case "M" -> AttributeValue.fromM(attributes((Map<?, ?>) value));
            default -> throw new IllegalArgumentException("not a type of DynamoDB: " + only.getKey());
        };
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
