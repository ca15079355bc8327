package io.dynamicaccounts.dynamodb;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One thing that must hold of the stored item for a write to happen, as DynamoDB says it. A path of several names leads into maps. */
@FunctionalInterface
interface Clause {

    String in(Words words);

    static Clause exists(String... path) {
        return words -> "attribute_exists(" + words.name(path) + ")";
    }

    static Clause absent(String... path) {
        return words -> "attribute_not_exists(" + words.name(path) + ")";
    }

    /** There is no such item. */
    static Clause noItem() {
        return absent(Name.PARTITION);
    }

    static Clause equal(AttributeValue value, String... path) {
        return words -> words.name(path) + " = " + words.value(value);
    }

    static Clause beginsWith(String prefix, String... path) {
        return words -> "begins_with(" + words.name(path) + ", " + words.value(Value.text(prefix)) + ")";
    }

    static Clause below(AttributeValue bound, String... path) {
        return words -> words.name(path) + " < " + words.value(bound);
    }

    static Clause atMost(AttributeValue bound, String... path) {
        return words -> words.name(path) + " <= " + words.value(bound);
    }

    static Clause atLeast(AttributeValue bound, String... path) {
        return words -> words.name(path) + " >= " + words.value(bound);
    }

    static Clause oneOf(Collection<AttributeValue> values, String... path) {
        return words -> words.name(path) + " IN "
                + values.stream().map(words::value).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Also where the attribute is absent: nothing is said of what is not there. */
    static Clause not(Clause clause) {
        return words -> "NOT " + parenthesised(clause, words);
    }

    static Clause all(Collection<Clause> clauses) {
        return joined(clauses, " AND ");
    }

    static Clause all(Clause... clauses) {
        return all(List.of(clauses));
    }

    static Clause any(Clause... clauses) {
        return joined(List.of(clauses), " OR ");
    }

    /** One alone stands without parentheses: DynamoDB refuses any that are redundant. */
    private static Clause joined(Collection<Clause> clauses, String by) {
        return clauses.size() == 1
                ? clauses.iterator().next()
                : words -> clauses.stream()
                        .map(clause -> parenthesised(clause, words))
                        .collect(Collectors.joining(by));
    }

    private static String parenthesised(Clause clause, Words words) {
        return "(" + clause.in(words) + ")";
    }
}
