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

/** A transition as one conditional write, which also begins the account where the transition may. */
final class TransitionUpdate {

    private final AccountName name;
    private final Update update;

    private TransitionUpdate(AccountName name, Update update) {
        this.name = name;
        this.update = update;
    }

    static Update of(AccountName name, Transition transition) {
        Clause holds = holds(transition);
        Update update = Update.of(ItemKey.account(name))
                .by(transition.writer())
                .when(transition.creates() ? Clause.any(Clause.noItem(), holds) : holds);
        var writing = new TransitionUpdate(name, update);
        transition.changes().forEach(writing::apply);
        return update;
    }

    /** A new due time, at the version that was read. */
    static Update postponing(AccountName name, long version, @Nullable Instant due) {
        Update update = Update.of(ItemKey.account(name))
                .when(Clause.equal(Value.number(version), AccountItem.of(Attribute.VERSION)));
        var writing = new TransitionUpdate(name, update);
        writing.apply(due == null ? new Change.Clear(Attribute.DUE) : new Change.Set(Attribute.DUE, due));
        return update;
    }

    private static Clause holds(Transition transition) {
        var clauses = new ArrayList<Clause>();
        clauses.add(Clause.oneOf(
                transition.from().stream()
                        .map(state -> Value.text(state.code()))
                        .toList(),
                AccountItem.of(Attribute.STATE)));
        transition.conditions().forEach(condition -> clauses.add(clause(condition)));
        return Clause.all(clauses);
    }

    private static Clause clause(Condition condition) {
        String attribute = AccountItem.of(condition.attribute());
        return switch (condition) {
            case Condition.Equal equal -> Clause.equal(value(equal.attribute(), equal.value()), attribute);
            case Condition.Different different ->
                Clause.all(
                        Clause.exists(attribute),
                        Clause.not(Clause.equal(value(different.attribute(), different.value()), attribute)));
            case Condition.EqualOrAbsent equal ->
                Clause.any(Clause.absent(attribute), Clause.equal(value(equal.attribute(), equal.value()), attribute));
            case Condition.Present present -> Clause.exists(attribute);
            case Condition.Absent absent -> Clause.absent(attribute);
            case Condition.NotAfter notAfter -> Clause.atMost(Value.instant(notAfter.value()), attribute);
            case Condition.Below below -> {
                Clause counted = Clause.below(Value.number(below.bound()), attribute);
                yield 0 < below.bound() ? Clause.any(Clause.absent(attribute), counted) : counted;
            }
            case Condition.AtLeast atLeast -> {
                Clause counted = Clause.atLeast(Value.number(atLeast.bound()), attribute);
                yield 0 >= atLeast.bound() ? Clause.any(Clause.absent(attribute), counted) : counted;
            }
        };
    }

    private void apply(Change change) {
        Attribute attribute = change.attribute();
        if (attribute == Attribute.WRITER) {
            // The update leaves the token already.
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
            // Only what has both is in the index.
            update.setOrRemove(
                    change instanceof Change.Set
                            ? Optional.of(Value.text(AccountItem.dueShard(this.name)))
                            : Optional.empty(),
                    Name.DUE_SHARD);
        }
    }

    /** What a name that was never stored has of an attribute that every account has. */
    private static AttributeValue beforeTheFirst(Attribute attribute) {
        return switch (attribute) {
            case STATE -> Value.text(AccountState.REMOVED.code());
            case VERSION -> Value.number(0);
            default -> throw new IllegalArgumentException("not every account has " + attribute + ": no copy of it");
        };
    }

    private static AttributeValue value(Attribute attribute, Object value) {
        return AccountItem.value(attribute, value);
    }
}
