package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The row of the lifecycle table.
 *
 * @param event what happens
 * @param trigger who causes the event, in words
 * @param from the states in which the event may happen
 * @param guards what must hold besides
 * @param to the state that the row leads to; empty when the state stays
 * @param effects what else changes
 */
public record Rule(
        Event event,
        String trigger,
        Set<AccountState> from,
        List<Guard> guards,
        Optional<AccountState> to,
        List<Effect> effects) {

    /** Returns one attempt at this row with these facts, under a writer's token that no other attempt has. */
    public Transition bind(Facts facts, String writer) {
        var changes = new ArrayList<Change>();
        changes.add(new Change.Increment(Attribute.VERSION));
        to.ifPresent(state -> changes.add(new Change.Set(Attribute.STATE, state.code())));
        effects.forEach(effect -> changes.addAll(effect.changes(facts)));
        changes.add(new Change.Copy(Attribute.PREVIOUS_STATE, Attribute.STATE));
        changes.add(new Change.Set(Attribute.EVENT, event.code()));
        changes.add(new Change.Set(Attribute.ACTOR, facts.actor()));
        changes.add(new Change.Set(Attribute.UPDATED, Effect.millis(facts.now())));
        changes.add(new Change.Set(Attribute.WRITER, writer));
        changes.add(facts.message()
                .<Change>map(message -> new Change.Set(Attribute.MESSAGE, message))
                .orElse(new Change.Clear(Attribute.MESSAGE)));
        return new Transition(event, from, conditions(facts), lastOfEach(changes), writer);
    }

    /**
     * Returns the last change of each attribute: where two effects write one attribute, the later one of the row
     * counts, because a database takes only one value for each attribute.
     */
    private static List<Change> lastOfEach(List<Change> changes) {
        var last = new LinkedHashMap<Attribute, Change>();
        changes.forEach(change -> last.put(change.attribute(), change));
        return List.copyOf(last.values());
    }

    /** Returns whether this row applies to the account found, with these facts. */
    boolean permits(Account found, Facts facts) {
        return from.contains(found.state()) && conditions(facts).stream().allMatch(condition -> condition.holds(found));
    }

    /** Returns the facts that the guards and the effects ask for. */
    Set<Fact> needs() {
        var needs = EnumSet.noneOf(Fact.class);
        guards.forEach(guard -> needs.addAll(guard.needs()));
        effects.forEach(effect -> needs.addAll(effect.needs()));
        return needs;
    }

    private List<Condition> conditions(Facts facts) {
        return guards.stream()
                .flatMap(guard -> guard.conditions(facts).stream())
                .toList();
    }
}
