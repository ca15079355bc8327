package io.dynamicaccounts.dynamodb;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Items of one partition, in order of their sort keys.
 *
 * @param range which of them
 * @param filter what is left of those that were read; all are paid for
 */
record Query(String partition, Range range, Optional<Clause> filter, Direction direction, Consistency consistency) {

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

    static Query of(String partition) {
        return new Query(partition, new Range.All(), Optional.empty(), Direction.FORWARDS, Consistency.STRONG);
    }

    Query beginning(String prefix) {
        return new Query(partition, new Range.Beginning(prefix), filter, direction, consistency);
    }

    Query above(String sort) {
        return new Query(partition, new Range.Above(sort), filter, direction, consistency);
    }

    Query where(Clause clause) {
        return new Query(partition, range, Optional.of(clause), direction, consistency);
    }

    Query backwards() {
        return new Query(partition, range, filter, Direction.BACKWARDS, consistency);
    }

    Query eventually() {
        return new Query(partition, range, filter, direction, Consistency.EVENTUAL);
    }

    QueryRequest.Builder request() {
        var words = new Words();
        String key = words.name(Name.PARTITION) + " = " + words.value(Value.text(partition))
                + switch (range) {
                    case Range.All() -> "";
                    case Range.Beginning(String prefix) ->
                        " AND begins_with(" + words.name(Name.SORT) + ", " + words.value(Value.text(prefix)) + ")";
                    case Range.Above(String sort) ->
                        " AND " + words.name(Name.SORT) + " > " + words.value(Value.text(sort));
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
