package io.dynamicaccounts.dynamodb;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One thing that must hold of the stored item for a write to happen, as DynamoDB says it. A path of several names leads into maps. */
@FunctionalInterface
interface ConditionClause {

    String in(Placeholders words);

    static ConditionClause exists(String... path) {
        return words -> "attribute_exists(" + words.name(path) + ")";
    }

    static ConditionClause absent(String... path) {
        return words -> "attribute_not_exists(" + words.name(path) + ")";
    }

    /** There is no such item. */
    static ConditionClause noItem() {
        return absent(ItemAttribute.PARTITION);
    }

    static ConditionClause equal(AttributeValue value, String... path) {
        return words -> words.name(path) + " = " + words.value(value);
    }

    static ConditionClause beginsWith(String prefix, String... path) {
        return words -> "begins_with(" + words.name(path) + ", " + words.value(AttributeValues.text(prefix)) + ")";
    }

    static ConditionClause below(AttributeValue bound, String... path) {
        return words -> words.name(path) + " < " + words.value(bound);
    }

    static ConditionClause atMost(AttributeValue bound, String... path) {
        return words -> words.name(path) + " <= " + words.value(bound);
    }

    static ConditionClause atLeast(AttributeValue bound, String... path) {
        return words -> words.name(path) + " >= " + words.value(bound);
    }

    static ConditionClause oneOf(Collection<AttributeValue> values, String... path) {
        return words -> words.name(path) + " IN "
                + values.stream().map(words::value).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Also where the attribute is absent: nothing is said of what is not there. */
    static ConditionClause not(ConditionClause clause) {
        return words -> "NOT " + parenthesised(clause, words);
    }

    static ConditionClause all(Collection<ConditionClause> clauses) {
        return joined(clauses, " AND ");
    }

    static ConditionClause all(ConditionClause... clauses) {
        return all(List.of(clauses));
    }

    static ConditionClause any(ConditionClause... clauses) {
        return joined(List.of(clauses), " OR ");
    }

    /** One alone stands without parentheses: DynamoDB refuses any that are redundant. */
    private static ConditionClause joined(Collection<ConditionClause> clauses, String by) {
        return clauses.size() == 1
                ? clauses.iterator().next()
                : words -> clauses.stream()
                        .map(clause -> parenthesised(clause, words))
                        .collect(Collectors.joining(by));
    }

    private static String parenthesised(ConditionClause clause, Placeholders words) {
        return "(" + clause.in(words) + ")";
    }
}
