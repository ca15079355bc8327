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
 * Moves accounts along the lifecycle table. The first attempt tries the likeliest row of an event without a read. A
 * refused write returns the stored account, for which the table may name another row; the number of attempts is
 * bounded.
 */
public final class Transitions {

    /**
     * The most attempts. Each further attempt means that another writer won in between; more of them are contention
     * to back off from.
     */
    private static final int TRIES = 8;

    private final Accounts accounts;
    private final Supplier<String> tokens;
    private final TransitionListener listener;

    /**
     * Moves accounts of this store.
     *
     * @param tokens must never supply the same token twice
     */
    public Transitions(Accounts accounts, Supplier<String> tokens, TransitionListener listener) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.listener = listener;
    }

    /**
     * Supplies the facts of the next attempt, which name its event, for the stored account; for none before the
     * account was read.
     */
    @FunctionalInterface
    public interface FactsSource {
        Facts facts(Optional<Account> found);

        /**
         * Returns a source of the same facts for any account: the caller has decided on a read account, and a guard
         * checks for it.
         */
        static FactsSource fixed(Facts facts) {
            return found -> facts;
        }
    }

    /** Attempts the event, first with its likeliest row and without a read. */
    public TransitionResult attempt(AccountName name, FactsSource intent) {
        Facts facts = intent.facts(Optional.empty());
        return attempt(name, intent, Lifecycle.rules(facts.event()).getFirst(), facts);
    }

    /** Attempts the event, first with the row that fits the account that the caller has read. */
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
