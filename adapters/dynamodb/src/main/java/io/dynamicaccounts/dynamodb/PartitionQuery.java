package io.dynamicaccounts.dynamodb;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A query for items of one partition, in the order of their sort keys.
 *
 * @param range the range of the sort keys
 * @param filter the condition on the returned items; all items that were read are paid for
 */
record PartitionQuery(
        String partition, Range range, Optional<ConditionClause> filter, Direction direction, Consistency consistency) {

    /** A range of sort keys. */
    sealed interface Range {
        record All() implements Range {}

        record Beginning(String prefix) implements Range {}

        record Above(String sort) implements Range {}

        record From(String sort) implements Range {}

        /** Both ends belong to the range. */
        record Between(String first, String last) implements Range {}
    }

    enum Direction {
        FORWARDS,
        BACKWARDS
    }

    enum Consistency {
        /** The query sees every earlier write, and costs twice as much. */
        STRONG,
        EVENTUAL
    }

    static PartitionQuery of(String partition) {
        return new PartitionQuery(partition, new Range.All(), Optional.empty(), Direction.FORWARDS, Consistency.STRONG);
    }

    PartitionQuery beginning(String prefix) {
        return new PartitionQuery(partition, new Range.Beginning(prefix), filter, direction, consistency);
    }

    PartitionQuery above(String sort) {
        return new PartitionQuery(partition, new Range.Above(sort), filter, direction, consistency);
    }

    PartitionQuery from(String sort) {
        return new PartitionQuery(partition, new Range.From(sort), filter, direction, consistency);
    }

    /** Returns the query from one key to another, both of this partition. */
    PartitionQuery between(ItemKey first, ItemKey last) {
        return new PartitionQuery(
                partition, new Range.Between(first.sort(), last.sort()), filter, direction, consistency);
    }

    PartitionQuery where(ConditionClause clause) {
        return new PartitionQuery(partition, range, Optional.of(clause), direction, consistency);
    }

    PartitionQuery backwards() {
        return new PartitionQuery(partition, range, filter, Direction.BACKWARDS, consistency);
    }

    PartitionQuery eventually() {
        return new PartitionQuery(partition, range, filter, direction, Consistency.EVENTUAL);
    }

    QueryRequest.Builder request() {
        var words = new Placeholders();
        String key = words.name(ItemAttribute.PARTITION) + " = " + words.value(AttributeValues.text(partition))
                + switch (range) {
                    case Range.All() -> "";
                    case Range.Beginning(String prefix) ->
                        " AND begins_with(" + words.name(ItemAttribute.SORT) + ", "
                                + words.value(AttributeValues.text(prefix)) + ")";
                    case Range.Above(String sort) ->
                        " AND " + words.name(ItemAttribute.SORT) + " > " + words.value(AttributeValues.text(sort));
                    case Range.From(String sort) ->
                        " AND " + words.name(ItemAttribute.SORT) + " >= " + words.value(AttributeValues.text(sort));
                    case Range.Between(String first, String last) ->
                        " AND " + words.name(ItemAttribute.SORT) + " BETWEEN "
                                + words.value(AttributeValues.text(first)) + " AND "
                                + words.value(AttributeValues.text(last));
                };
        return QueryRequest.builder()
                .keyConditionExpression(key)
                .filterExpression(filter.map(clause -> clause.in(words)).orElse(null))
                .expressionAttributeNames(words.names())
                .expressionAttributeValues(words.values())
                .scanIndexForward(direction == Direction.FORWARDS)
                .consistentRead(consistency == Consistency.STRONG);
    }
}
