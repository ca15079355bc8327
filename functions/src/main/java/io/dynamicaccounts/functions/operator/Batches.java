package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.writing.Parallel;
import io.dynamicaccounts.functions.writing.Publisher;
import io.dynamicaccounts.functions.writing.Removal;
import io.dynamicaccounts.functions.writing.Transitions;
import io.dynamicaccounts.functions.writing.Transitions.Intent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Moves many accounts, each by itself, and publishes what moved together: a zone's revision rises once for a batch. */
final class Batches {

    private final Transitions transitions;
    private final Publisher publisher;
    private final Removal removal;
    private final Parallel parallel;
    private final Timing timing;
    private final InstantSource clock;

    Batches(
            Transitions transitions,
            Publisher publisher,
            Removal removal,
            Parallel parallel,
            Timing timing,
            InstantSource clock) {
        this.transitions = transitions;
        this.timing = timing;
        this.clock = clock;
        this.publisher = publisher;
        this.removal = removal;
        this.parallel = parallel;
    }

    /** The same event, without further facts, for each of these. */
    BatchOutcome move(Event event, String actor, List<AccountName> names) {
        Instant now = clock.instant();
        Facts facts = Facts.by(actor, now, timing).build();
        return move(names, name -> name, name -> transitions.attempt(name, event, Intent.fixed(facts)), now);
    }

    <E> BatchOutcome move(
            List<E> entries, Function<E, AccountName> name, Function<E, Transitions.Result> move, Instant now) {
        List<Transitions.Result> results = parallel.map(entries, move);
        var moved = new ArrayList<Account>();
        var outcomes = new ArrayList<EntryOutcome>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Transitions.Result.Moved(Account account)) {
                moved.add(account);
            }
            outcomes.add(EntryOutcome.of(name.apply(entries.get(i)), results.get(i)));
        }
        publisher.publish(moved);
        parallel.map(moved.stream().filter(account -> !account.exists()).toList(), account -> {
            removal.finish(account, now);
            return account;
        });
        return new BatchOutcome(outcomes);
    }
}
