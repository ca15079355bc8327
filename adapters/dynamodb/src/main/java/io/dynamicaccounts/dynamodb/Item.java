package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item that was read, or a map within an item. A required attribute that is missing is a {@link
 * NoSuchElementException}.
 */
record Item(Map<String, AttributeValue> attributes) {

    /**
     * Returns the item with these attributes, some of which a later program may have added.
     *
     * @throws StoreUnavailable when the item is of a newer schema, which must not be misread
     */
    static Item stored(Map<String, AttributeValue> attributes) {
        var item = new Item(attributes);
        long schema = item.numberOrZero(ItemAttribute.SCHEMA);
        if (schema > ItemSchema.VERSION) {
            throw DynamoDbFailure.newerSchema(schema);
        }
        return item;
    }

    ItemKey key() {
        return new ItemKey(text(ItemAttribute.PARTITION), text(ItemAttribute.SORT));
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    private @Nullable AttributeValue get(String attribute) {
        return attributes.get(attribute);
    }

    private AttributeValue need(String attribute) {
        AttributeValue value = get(attribute);
        if (value == null) {
            throw new NoSuchElementException("an item without " + attribute);
        }
        return value;
    }

    String text(String attribute) {
        return need(attribute).s();
    }

    Optional<String> textIfAny(String attribute) {
        return Optional.ofNullable(get(attribute)).map(AttributeValue::s);
    }

    long number(String attribute) {
        return Long.parseLong(need(attribute).n());
    }

    Optional<Long> numberIfAny(String attribute) {
        return has(attribute) ? Optional.of(number(attribute)) : Optional.empty();
    }

    /** Returns a number; zero when the attribute is absent. */
    long numberOrZero(String attribute) {
        return numberIfAny(attribute).orElse(0L);
    }

    boolean flag(String attribute) {
        AttributeValue value = get(attribute);
        return value != null && value.bool();
    }

    Instant instant(String attribute) {
        return Instant.ofEpochMilli(number(attribute));
    }

    Optional<Instant> instantIfAny(String attribute) {
        return has(attribute) ? Optional.of(instant(attribute)) : Optional.empty();
    }

    Duration duration(String attribute) {
        return Duration.ofMillis(number(attribute));
    }

    byte[] bytes(String attribute) {
        return need(attribute).b().asByteArrayUnsafe();
    }

    /** Returns a list of texts; empty when the attribute is absent. */
    List<String> texts(String attribute) {
        AttributeValue value = get(attribute);
        if (value == null) {
            return List.of();
        }
        return value.hasSs()
                ? value.ss()
                : value.l().stream().map(AttributeValue::s).toList();
    }

    /** Returns a list of maps; empty when the attribute is absent. */
    List<Item> items(String attribute) {
        AttributeValue value = get(attribute);
        return value == null
                ? List.of()
                : value.l().stream().map(each -> new Item(each.m())).toList();
    }

    /** Returns a map; empty when the attribute is absent. */
    Map<String, AttributeValue> map(String attribute) {
        AttributeValue value = get(attribute);
        return value == null ? Map.of() : value.m();
    }
}
