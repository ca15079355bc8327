package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.lifecycle.Change;
import io.dynamicaccounts.functions.lifecycle.Condition;
import io.dynamicaccounts.functions.lifecycle.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds a transition as one conditional write, which also creates the account if the transition may. */
final class TransitionUpdate {

    private final AccountName name;
    private final ConditionalUpdate update;

    private TransitionUpdate(AccountName name, ConditionalUpdate update) {
        this.name = name;
        this.update = update;
    }

    static ConditionalUpdate of(AccountName name, Transition transition) {
        ConditionClause holds = holds(transition);
        ConditionalUpdate update = ConditionalUpdate.of(ItemKey.account(name))
                .by(transition.writer())
                .when(transition.creates() ? ConditionClause.any(ConditionClause.noItem(), holds) : holds);
        var writing = new TransitionUpdate(name, update);
        transition.changes().forEach(writing::apply);
        return update;
    }

    /** Returns the write of a new due time at the version that was read. */
    static ConditionalUpdate postponing(AccountName name, long version, @Nullable Instant due) {
        ConditionalUpdate update = ConditionalUpdate.of(ItemKey.account(name))
                .when(ConditionClause.equal(AttributeValues.number(version), AccountItem.of(Attribute.VERSION)));
        var writing = new TransitionUpdate(name, update);
        writing.apply(due == null ? new Change.Clear(Attribute.DUE) : new Change.Set(Attribute.DUE, due));
        return update;
    }

    private static ConditionClause holds(Transition transition) {
        var clauses = new ArrayList<ConditionClause>();
        clauses.add(ConditionClause.oneOf(
                transition.from().stream()
                        .map(state -> AttributeValues.text(state.code()))
                        .toList(),
                AccountItem.of(Attribute.STATE)));
        transition.conditions().forEach(condition -> clauses.add(clause(condition)));
        return ConditionClause.all(clauses);
    }

    private static ConditionClause clause(Condition condition) {
        String attribute = AccountItem.of(condition.attribute());
        return switch (condition) {
            case Condition.Equal equal -> ConditionClause.equal(value(equal.attribute(), equal.value()), attribute);
            case Condition.Different different ->
                ConditionClause.all(
                        ConditionClause.exists(attribute),
                        ConditionClause.not(
                                ConditionClause.equal(value(different.attribute(), different.value()), attribute)));
            case Condition.EqualOrAbsent equal ->
                ConditionClause.any(
                        ConditionClause.absent(attribute),
                        ConditionClause.equal(value(equal.attribute(), equal.value()), attribute));
            case Condition.Present present -> ConditionClause.exists(attribute);
            case Condition.Absent absent -> ConditionClause.absent(attribute);
            case Condition.NotAfter notAfter ->
                ConditionClause.atMost(AttributeValues.instant(notAfter.value()), attribute);
            case Condition.Below below -> {
                ConditionClause counted = ConditionClause.below(AttributeValues.number(below.bound()), attribute);
                yield 0 < below.bound() ? ConditionClause.any(ConditionClause.absent(attribute), counted) : counted;
            }
            case Condition.AtLeast atLeast -> {
                ConditionClause counted = ConditionClause.atLeast(AttributeValues.number(atLeast.bound()), attribute);
                yield 0 >= atLeast.bound() ? ConditionClause.any(ConditionClause.absent(attribute), counted) : counted;
            }
        };
    }

    private void apply(Change change) {
        Attribute attribute = change.attribute();
        if (attribute == Attribute.WRITER) {
            // The update stores the token already.
            return;
        }
        String name = AccountItem.of(attribute);
        switch (change) {
            case Change.Set set -> update.set(value(attribute, set.value()), name);
            case Change.Clear clear -> update.remove(name);
            case Change.Increment increment -> update.onePlus(name, name);
            case Change.Copy copy -> update.copy(name, AccountItem.of(copy.of()), beforeTheFirst(copy.of()));
        }
        if (attribute == Attribute.DUE) {
            // Only an item with both attributes is in the index.
            update.setOrRemove(
                    change instanceof Change.Set
                            ? Optional.of(AttributeValues.text(AccountItem.dueShard(this.name)))
                            : Optional.empty(),
                    ItemAttribute.DUE_SHARD);
        }
    }

    /** Returns the value of an account that was never stored, for an attribute of every account. */
    private static AttributeValue beforeTheFirst(Attribute attribute) {
        return switch (attribute) {
            case STATE -> AttributeValues.text(AccountState.REMOVED.code());
            case VERSION -> AttributeValues.number(0);
            default -> throw new IllegalArgumentException("not every account has " + attribute + ": no copy of it");
        };
    }

    private static AttributeValue value(Attribute attribute, Object value) {
        return AccountItem.value(attribute, value);
    }
}
