package io.dynamicaccounts.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Builds one conditional write: the changes of an item, and the conditions on the stored item. To be used once. */
final class ConditionalUpdate {

    private final ItemKey key;
    private final Placeholders words = new Placeholders();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> additions = new ArrayList<>();
    private final List<ConditionClause> conditions = new ArrayList<>();
    private Optional<String> writer = Optional.empty();

    private ConditionalUpdate(ItemKey key) {
        this.key = key;
        AttributeValue schema = AttributeValues.number(ItemSchema.VERSION);
        // An item of a newer schema must not become an item of this schema.
        when(ConditionClause.any(
                ConditionClause.absent(ItemAttribute.SCHEMA), ConditionClause.atMost(schema, ItemAttribute.SCHEMA)));
        set(schema, ItemAttribute.SCHEMA);
    }

    static ConditionalUpdate of(ItemKey key) {
        return new ConditionalUpdate(key);
    }

    ConditionalUpdate set(AttributeValue value, String... path) {
        sets.add(words.name(path) + " = " + words.value(value));
        return this;
    }

    /** Sets an attribute, or removes the attribute when there is no value. */
    ConditionalUpdate setOrRemove(Optional<AttributeValue> value, String attribute) {
        return value.map(present -> set(present, attribute)).orElseGet(() -> remove(attribute));
    }

    ConditionalUpdate setIfAbsent(AttributeValue value, String attribute) {
        sets.add(words.name(attribute) + " = if_not_exists(" + words.name(attribute) + ", " + words.value(value) + ")");
        return this;
    }

    /** Sets an attribute to the value of another attribute before this write. */
    ConditionalUpdate copy(String attribute, String of, AttributeValue ifAbsent) {
        sets.add(words.name(attribute) + " = if_not_exists(" + words.name(of) + ", " + words.value(ifAbsent) + ")");
        return this;
    }

    /** Sets an attribute to one more than a number before this write; an absent number counts as zero. */
    ConditionalUpdate onePlus(String of, String... path) {
        sets.add(words.name(path) + " = if_not_exists(" + words.name(of) + ", " + words.value(AttributeValues.number(0))
                + ") + " + words.value(AttributeValues.number(1)));
        return this;
    }

    ConditionalUpdate increment(String... path) {
        sets.add(words.name(path) + " = " + words.name(path) + " + " + words.value(AttributeValues.number(1)));
        return this;
    }

    ConditionalUpdate remove(String... path) {
        removals.add(words.name(path));
        return this;
    }

    /** Adds to a number; an absent number counts as zero. */
    ConditionalUpdate add(long more, String attribute) {
        additions.add(words.name(attribute) + " " + words.value(AttributeValues.number(more)));
        return this;
    }

    /** Adds the members of a set to the stored set. */
    ConditionalUpdate unite(AttributeValue set, String attribute) {
        additions.add(words.name(attribute) + " " + words.value(set));
        return this;
    }

    ConditionalUpdate when(ConditionClause condition) {
        conditions.add(condition);
        return this;
    }

    /**
     * Stores the writer's token, and refuses a second write with the same token: a repeated write must not take
     * another step.
     */
    ConditionalUpdate by(String token) {
        writer = Optional.of(token);
        when(ConditionClause.not(ConditionClause.equal(AttributeValues.text(token), ItemAttribute.WRITER)));
        return set(AttributeValues.text(token), ItemAttribute.WRITER);
    }

    ItemKey key() {
        return key;
    }

    /** Returns whether the item has the token of this write. */
    boolean wrote(Item found) {
        return writer.isPresent() && found.textIfAny(ItemAttribute.WRITER).equals(writer);
    }

    UpdateItemRequest.Builder request() {
        String condition = ConditionClause.all(conditions).in(words);
        Map<String, AttributeValue> values = words.values();
        return UpdateItemRequest.builder()
                .key(key.attributes())
                .updateExpression(
                        Stream.of(section("SET ", sets), section("REMOVE ", removals), section("ADD ", additions))
                                .filter(section -> !section.isEmpty())
                                .collect(Collectors.joining(" ")))
                .conditionExpression(condition.isEmpty() ? null : condition)
                .expressionAttributeNames(words.names())
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    private static String section(String word, List<String> parts) {
        return parts.isEmpty() ? "" : word + String.join(", ", parts);
    }
}
