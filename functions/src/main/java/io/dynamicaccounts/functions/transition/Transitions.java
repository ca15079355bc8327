package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.lifecycle.Lifecycle;
import io.dynamicaccounts.functions.lifecycle.Lifecycle.Decision;
import io.dynamicaccounts.functions.lifecycle.Rule;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.store.WriteResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Moves accounts along the lifecycle table. The likeliest row of an event is tried without a read; a refusal brings the account
 * found, for which the table may name another row, and so on a bounded number of times.
 */
public final class Transitions {

    /** Each further try means that another writer won in between; more than this in a row is contention to back off from. */
    private static final int TRIES = 8;

    private final Accounts accounts;
    private final Supplier<String> tokens;
    private final TransitionListener listener;

    /** The supplier must never give a token twice. */
    public Transitions(Accounts accounts, Supplier<String> tokens, TransitionListener listener) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.listener = listener;
    }

    /** The facts of the next attempt, given the account found; empty before anything was read. */
    @FunctionalInterface
    public interface FactsSource {
        Facts facts(Optional<Account> found);

        /** The same facts whatever is found: the caller decided on what it read, and a guard names it. */
        static FactsSource fixed(Facts facts) {
            return found -> facts;
        }
    }

    /** Tries the likeliest row first, without a read. */
    public TransitionResult attempt(AccountName name, Event event, FactsSource intent) {
        return attempt(name, event, intent, Lifecycle.rules(event).getFirst(), Optional.empty());
    }

    /** Begins with the row that fits the account read. */
    public TransitionResult attemptOn(Account found, Event event, FactsSource intent) {
        return decide(found, event, intent);
    }

    private TransitionResult attempt(
            AccountName name, Event event, FactsSource intent, Rule first, Optional<Account> read) {
        Rule rule = first;
        Optional<Account> found = read;
        for (int tries = 0; tries < TRIES; tries++) {
            switch (accounts.transition(name, rule.bind(intent.facts(found), tokens.get()))) {
                case WriteResult.Written(Account account) -> {
                    listener.moved(account);
                    return new TransitionResult.Moved(account);
                }
                case WriteResult.Missing() -> {
                    return new TransitionResult.Missing(Optional.empty());
                }
                case WriteResult.Rejected(Account refused) -> {
                    Decision decision = Lifecycle.decide(event, refused, intent.facts(Optional.of(refused)));
                    if (!(decision instanceof Decision.Apply(Rule fitting))) {
                        return unmoved(decision, event, refused);
                    }
                    rule = fitting;
                    found = Optional.of(refused);
                }
            }
        }
        throw new StoreUnavailable("account " + name + " is changing too fast", Duration.ofSeconds(1), null);
    }

    private TransitionResult decide(Account found, Event event, FactsSource intent) {
        Decision decision = Lifecycle.decide(event, found, intent.facts(Optional.of(found)));
        return decision instanceof Decision.Apply(Rule rule)
                ? attempt(found.name(), event, intent, rule, Optional.of(found))
                : unmoved(decision, event, found);
    }

    private TransitionResult unmoved(Decision decision, Event event, Account found) {
        return switch (decision) {
            case Decision.NoChange() -> new TransitionResult.Unchanged(found);
            case Decision.Reject(String detail) -> {
                listener.refused(event);
                yield found.exists() || event == Event.PROVISION || event == Event.DECLARE
                        ? new TransitionResult.Rejected(found, detail)
                        : new TransitionResult.Missing(Optional.of(found));
            }
            case Decision.Apply apply ->
                throw new IllegalStateException("not settled: " + apply.rule().event());
        };
    }
}
