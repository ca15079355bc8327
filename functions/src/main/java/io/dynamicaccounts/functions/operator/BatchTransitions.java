package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Moves many accounts, each by itself, and publishes the moved accounts together: a zone's revision rises once for a
 * batch.
 */
final class BatchTransitions {

    private final WriteContext context;

    BatchTransitions(WriteContext context) {
        this.context = context;
    }

    /** Attempts one event with the same facts for each of these accounts. */
    BatchOutcome move(Function<EventFacts, Facts> event, String actor, List<AccountName> names) {
        Instant now = context.now();
        Facts facts = event.apply(context.facts(actor, now));
        return move(names, name -> name, name -> context.transitions().attempt(name, FactsSource.fixed(facts)), now);
    }

    /**
     * Moves the account of each entry by this function, which runs in parallel, and publishes the moved accounts.
     */
    <E> BatchOutcome move(
            List<E> entries, Function<E, AccountName> name, Function<E, TransitionResult> move, Instant now) {
        List<TransitionResult> results = context.parallel().map(entries, move);
        context.publish(
                results.stream().flatMap(result -> result.moved().stream()).toList(), now);
        return BatchOutcome.of(entries.stream().map(name).toList(), results);
    }
}
