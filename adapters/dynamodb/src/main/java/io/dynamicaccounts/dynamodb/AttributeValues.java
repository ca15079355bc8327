package io.dynamicaccounts.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values as attributes hold them: instants and durations as milliseconds. */
final class AttributeValues {

    static final AttributeValue TRUE = AttributeValue.fromBool(true);

    private AttributeValues() {}

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue instant(Instant instant) {
        return number(instant.toEpochMilli());
    }

    static AttributeValue duration(Duration duration) {
        return number(duration.toMillis());
    }

    static AttributeValue bytes(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
    }

    /** The words of some ids, in their order. */
    static AttributeValue texts(Collection<?> ids) {
        return AttributeValue.fromL(ids.stream().map(id -> text(id.toString())).toList());
    }

    /** The words of some ids, each once and in no order; there is no empty set. */
    static AttributeValue textSet(Collection<?> ids) {
        return AttributeValue.fromSs(ids.stream().map(Object::toString).toList());
    }

    static AttributeValue list(List<AttributeValue> values) {
        return AttributeValue.fromL(values);
    }

    static AttributeValue map(Map<String, AttributeValue> values) {
        return AttributeValue.fromM(values);
    }
}
