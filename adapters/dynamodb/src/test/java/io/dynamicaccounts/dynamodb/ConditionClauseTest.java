package io.dynamicaccounts.dynamodb;

import static io.dynamicaccounts.dynamodb.ConditionClause.all;
import static io.dynamicaccounts.dynamodb.ConditionClause.any;
import static io.dynamicaccounts.dynamodb.ConditionClause.equal;
import static io.dynamicaccounts.dynamodb.ConditionClause.exists;
import static io.dynamicaccounts.dynamodb.ConditionClause.not;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests the text of conditions: the parentheses that the language needs, and no other. */
class ConditionClauseTest {

    private static final ConditionClause A = exists("a");
    private static final ConditionClause B = equal(AttributeValues.number(1), "b");
    private static final ConditionClause C = exists("c");

    @Test
    void a_condition_of_one_part_has_no_parentheses() {
        assertThat(text(all(any(A)))).isEqualTo("attribute_exists(#n0)");
        assertThat(text(not(B))).isEqualTo("NOT #n0 = :v0");
        assertThat(text(all(not(B), A))).isEqualTo("NOT #n0 = :v0 AND attribute_exists(#n1)");
    }

    @Test
    void conditions_that_are_joined_in_another_have_parentheses() {
        assertThat(text(all(any(A, B), C))).isEqualTo("(attribute_exists(#n0) OR #n1 = :v0) AND attribute_exists(#n2)");
        assertThat(text(not(all(A, C)))).isEqualTo("NOT (attribute_exists(#n0) AND attribute_exists(#n1))");
        assertThat(text(any(not(any(A, C)), all(A, C))))
                .isEqualTo("NOT (attribute_exists(#n0) OR attribute_exists(#n1))"
                        + " OR (attribute_exists(#n0) AND attribute_exists(#n1))");
    }

    private static String text(ConditionClause condition) {
        return condition.in(new Placeholders());
    }
}
