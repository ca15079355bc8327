package io.dynamicaccounts.dynamodb;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition on the stored item, in DynamoDB's language. A path of several names leads into maps. */
@FunctionalInterface
interface ConditionClause {

    String in(Placeholders words);

    /**
     * Returns the condition as a part of a larger one. Only what was joined of several needs parentheses there: AND
     * and OR bind weaker than NOT, which binds weaker than all else.
     */
    default String partIn(Placeholders words) {
        return in(words);
    }

    static ConditionClause exists(String... path) {
        return words -> "attribute_exists(" + words.name(path) + ")";
    }

    static ConditionClause absent(String... path) {
        return words -> "attribute_not_exists(" + words.name(path) + ")";
    }

    /** Returns the condition that there is no such item. */
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

    /** Returns the opposite condition, which also holds when the attribute is absent. */
    static ConditionClause not(ConditionClause clause) {
        return words -> "NOT " + clause.partIn(words);
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

    private static ConditionClause joined(Collection<ConditionClause> clauses, String by) {
        return clauses.size() == 1 ? clauses.iterator().next() : new Joined(List.copyOf(clauses), by);
    }

    /** Several conditions. */
    record Joined(List<ConditionClause> clauses, String by) implements ConditionClause {

        @Override
        public String in(Placeholders words) {
            return clauses.stream().map(clause -> clause.partIn(words)).collect(Collectors.joining(by));
        }

        @Override
        public String partIn(Placeholders words) {
            return "(" + in(words) + ")";
        }
    }
}
