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

    /** Gives the facts of the next attempt, and with them its event, for the account found; none before it was read. */
    @FunctionalInterface
    public interface FactsSource {
        Facts facts(Optional<Account> found);

        /** The same facts whatever is found: the caller decided on what it read, and a guard names it. */
        static FactsSource fixed(Facts facts) {
            return found -> facts;
        }
    }

    /** Tries the likeliest row of the event first, without a read. */
    public TransitionResult attempt(AccountName name, FactsSource intent) {
        Facts facts = intent.facts(Optional.empty());
        return attempt(name, intent, Lifecycle.rules(facts.event()).getFirst(), facts);
    }

    /** Begins with the row that fits the account read. */
    public TransitionResult attemptOn(Account found, FactsSource intent) {
        Facts facts = intent.facts(Optional.of(found));
        Decision decision = Lifecycle.decide(found, facts);
        return decision instanceof Decision.Apply(Rule rule)
                ? attempt(found.name(), intent, rule, facts)
                : unmoved(decision, facts.event(), found);
    }

    private TransitionResult attempt(AccountName name, FactsSource intent, Rule first, Facts known) {
        Rule rule = first;
        Facts facts = known;
        for (int tries = 0; tries < TRIES; tries++) {
            switch (accounts.transition(name, rule.bind(facts, tokens.get()))) {
                case WriteResult.Written(Account account) -> {
                    listener.moved(account);
                    return new TransitionResult.Moved(account);
                }
                case WriteResult.Missing() -> {
                    return new TransitionResult.Missing(Optional.empty());
                }
                case WriteResult.Rejected(Account refused) -> {
                    facts = intent.facts(Optional.of(refused));
                    Decision decision = Lifecycle.decide(refused, facts);
                    if (!(decision instanceof Decision.Apply(Rule fitting))) {
                        return unmoved(decision, facts.event(), refused);
                    }
                    rule = fitting;
                }
            }
        }
        throw new StoreUnavailable("account " + name + " is changing too fast", Duration.ofSeconds(1), null);
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
