package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.writing.Transitions;
import io.dynamicaccounts.functions.writing.Transitions.Intent;
import io.dynamicaccounts.functions.writing.Writing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Moves many accounts, each by itself, and publishes what moved together: a zone's revision rises once for a batch. */
final class Batches {

    private final Writing writing;

    Batches(Writing writing) {
        this.writing = writing;
    }

    /** The same event, without further facts, for each of these. */
    BatchOutcome move(Event event, String actor, List<AccountName> names) {
        Instant now = writing.now();
        Facts facts = writing.facts(actor, now).build();
        return move(names, name -> name, name -> writing.transitions().attempt(name, event, Intent.fixed(facts)), now);
    }

    <E> BatchOutcome move(
            List<E> entries, Function<E, AccountName> name, Function<E, Transitions.Result> move, Instant now) {
        List<Transitions.Result> results = writing.parallel().map(entries, move);
        var moved = new ArrayList<Account>();
        var outcomes = new ArrayList<EntryOutcome>();
        for (int i = 0; i < results.size(); i++) {
            results.get(i).moved().ifPresent(moved::add);
            outcomes.add(EntryOutcome.of(name.apply(entries.get(i)), results.get(i)));
        }
        writing.publish(moved, now);
        return new BatchOutcome(outcomes);
    }
}
