package io.dynamicaccounts.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts values to attributes: instants and durations to milliseconds. */
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

    /** Returns the texts of some identifiers, in their order. */
    static AttributeValue texts(Collection<?> ids) {
        return AttributeValue.fromL(ids.stream().map(id -> text(id.toString())).toList());
    }

    /** Returns the set of the texts of some identifiers, which must not be empty. */
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
