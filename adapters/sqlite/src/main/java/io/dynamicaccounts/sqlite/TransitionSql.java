package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.lifecycle.Change;
import io.dynamicaccounts.functions.lifecycle.Condition;
import io.dynamicaccounts.functions.lifecycle.Transition;
import java.util.ArrayList;
import java.util.List;

/**
 * A transition as one conditional UPDATE that returns the account.
 *
 * @param text the statement; the same for every attempt at one row of the lifecycle with the same facts present
 * @param values the values of the statement's parameters
 */
record TransitionSql(String text, List<Object> values) {

    static TransitionSql of(AccountName name, Transition transition) {
        var values = new ArrayList<Object>();
        var sets = new ArrayList<String>();
        transition.changes().forEach(change -> sets.add(set(change, values)));

        var conditions = new ArrayList<String>();
        conditions.add(AccountColumns.of(Attribute.NAME) + " = ?");
        values.add(name.value());
        // A repeated call must not take a second step, even if that step were legal.
        conditions.add("(%1$s IS NULL OR %1$s <> ?)".formatted(AccountColumns.of(Attribute.WRITER)));
        values.add(transition.writer());
        var states = new ArrayList<String>();
        transition.from().stream().sorted().map(AccountState::code).forEach(state -> {
            states.add("?");
            values.add(state);
        });
        conditions.add(AccountColumns.of(Attribute.STATE) + " IN (" + String.join(", ", states) + ")");
        transition.conditions().forEach(condition -> conditions.add(holds(condition, values)));

        return new TransitionSql(
                "UPDATE accounts SET " + String.join(", ", sets) + " WHERE " + String.join(" AND ", conditions)
                        + " RETURNING *",
                values);
    }

    /** Returns an assignment whose right side reads the row before the statement, as a change does. */
    private static String set(Change change, List<Object> values) {
        String column = AccountColumns.of(change.attribute());
        return switch (change) {
            case Change.Set set -> {
                values.add(AccountColumns.value(set.attribute(), set.value()));
                yield column + " = ?";
            }
            case Change.Clear _ -> column + " = NULL";
            case Change.Increment _ -> column + " = coalesce(" + column + ", 0) + 1";
            case Change.Copy copy -> column + " = " + AccountColumns.of(copy.of());
        };
    }

    /**
     * Returns a condition, in which a comparison with an absent value is unknown and so not true, unless the
     * condition is about absence.
     */
    private static String holds(Condition condition, List<Object> values) {
        String column = AccountColumns.of(condition.attribute());
        return switch (condition) {
            case Condition.Equal equal -> {
                values.add(AccountColumns.value(equal.attribute(), equal.value()));
                yield column + " = ?";
            }
            case Condition.Different different -> {
                values.add(AccountColumns.value(different.attribute(), different.value()));
                yield column + " <> ?";
            }
            case Condition.EqualOrAbsent equal -> {
                values.add(AccountColumns.value(equal.attribute(), equal.value()));
                yield "(" + column + " IS NULL OR " + column + " = ?)";
            }
            case Condition.Present _ -> column + " IS NOT NULL";
            case Condition.Absent _ -> column + " IS NULL";
            case Condition.NotAfter notAfter -> {
                values.add(notAfter.value());
                yield column + " <= ?";
            }
            case Condition.Below below -> {
                values.add(below.bound());
                yield "coalesce(" + column + ", 0) < ?";
            }
            case Condition.AtLeast atLeast -> {
                values.add(atLeast.bound());
                yield "coalesce(" + column + ", 0) >= ?";
            }
        };
    }
}
