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

/** One conditional write in the making: what becomes of an item, and what must hold of it. Used once. */
final class Update {

    private final ItemKey key;
    private final Words words = new Words();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> additions = new ArrayList<>();
    private final List<Clause> conditions = new ArrayList<>();
    private Optional<String> writer = Optional.empty();

    private Update(ItemKey key) {
        this.key = key;
        AttributeValue schema = Value.number(Schema.VERSION);
        // An item of a newer schema must not be made one of ours.
        when(Clause.any(Clause.absent(Name.SCHEMA), Clause.atMost(schema, Name.SCHEMA)));
        set(schema, Name.SCHEMA);
    }

    static Update of(ItemKey key) {
        return new Update(key);
    }

    Update set(AttributeValue value, String... path) {
        sets.add(words.name(path) + " = " + words.value(value));
        return this;
    }

    /** Sets it, or removes it where there is no value. */
    Update setOrRemove(Optional<AttributeValue> value, String attribute) {
        return value.map(present -> set(present, attribute)).orElseGet(() -> remove(attribute));
    }

    Update setIfAbsent(AttributeValue value, String attribute) {
        sets.add(words.name(attribute) + " = if_not_exists(" + words.name(attribute) + ", " + words.value(value) + ")");
        return this;
    }

    /** What another attribute was before this write. */
    Update copy(String attribute, String of, AttributeValue ifAbsent) {
        sets.add(words.name(attribute) + " = if_not_exists(" + words.name(of) + ", " + words.value(ifAbsent) + ")");
        return this;
    }

    /** One more than a number was before this write, which counts as zero where it is absent. */
    Update onePlus(String of, String... path) {
        sets.add(words.name(path) + " = if_not_exists(" + words.name(of) + ", " + words.value(Value.number(0)) + ") + "
                + words.value(Value.number(1)));
        return this;
    }

    Update increment(String... path) {
        sets.add(words.name(path) + " = " + words.name(path) + " + " + words.value(Value.number(1)));
        return this;
    }

    Update remove(String... path) {
        removals.add(words.name(path));
        return this;
    }

    /** Adds to a number, which counts as zero where it is absent. */
    Update add(long more, String attribute) {
        additions.add(words.name(attribute) + " " + words.value(Value.number(more)));
        return this;
    }

    /** Adds the members of a set to the one that is there. */
    Update unite(AttributeValue set, String attribute) {
        additions.add(words.name(attribute) + " " + words.value(set));
        return this;
    }

    Update when(Clause condition) {
        conditions.add(condition);
        return this;
    }

    /** Leaves the writer's token, and does nothing a second time: a repeat of what succeeded must not take another step. */
    Update by(String token) {
        writer = Optional.of(token);
        when(Clause.not(Clause.equal(Value.text(token), Name.WRITER)));
        return set(Value.text(token), Name.WRITER);
    }

    ItemKey key() {
        return key;
    }

    /** Whether this write is what an item shows. */
    boolean wrote(Item found) {
        return writer.isPresent() && found.textIfAny(Name.WRITER).equals(writer);
    }

    UpdateItemRequest.Builder request() {
        String condition = Clause.all(conditions).in(words);
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
