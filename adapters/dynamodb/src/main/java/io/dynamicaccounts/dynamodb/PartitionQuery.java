package io.dynamicaccounts.dynamodb;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Items of one partition, in order of their sort keys.
 *
 * @param range which of them
 * @param filter what is left of those that were read; all are paid for
 */
record PartitionQuery(
        String partition, Range range, Optional<ConditionClause> filter, Direction direction, Consistency consistency) {

    /** Which sort keys. */
    sealed interface Range {
        record All() implements Range {}

        record Beginning(String prefix) implements Range {}

        record Above(String sort) implements Range {}
    }

    enum Direction {
        FORWARDS,
        BACKWARDS
    }

    enum Consistency {
        /** Sees every earlier write; costs twice as much. */
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
