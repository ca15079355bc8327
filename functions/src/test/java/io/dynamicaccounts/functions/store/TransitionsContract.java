package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.lifecycle.AnyFacts;
import io.dynamicaccounts.functions.lifecycle.Effect;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.lifecycle.Lifecycle;
import io.dynamicaccounts.functions.lifecycle.Rule;
import io.dynamicaccounts.functions.lifecycle.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every store must do with every row of the lifecycle table: the result must be the result of
 * {@link Transition#permits} and {@link Transition#apply}.
 */
public abstract class TransitionsContract extends StoreContract {

    @Test
    void every_rule_from_every_state_does_what_the_table_says() {
        var cases = new ArrayList<Case>();
        for (Rule rule : Lifecycle.TABLE) {
            Situation legal = Situation.fulfilling(rule);
            for (AccountState state : AccountState.values()) {
                cases.add(new Case(rule, legal.standing(state)));
            }
        }
        agree(cases);
    }

    @Test
    void every_guard_violated_alone_is_a_refusal() {
        var cases = new ArrayList<Case>();
        for (Rule rule : Lifecycle.TABLE) {
            Situation legal = Situation.fulfilling(rule);
            int conditions = rule.bind(legal.facts(), "counting").conditions().size();
            for (int i = 0; i < conditions; i++) {
                cases.add(new Case(rule, Situation.violatingOnly(rule, i)));
            }
        }
        assertThat(agree(cases)).isZero();
    }

    @Test
    void every_rule_in_any_situation_does_what_the_table_says() {
        long seed = 20_261_124;
        var random = new Random(seed);
        var cases = new ArrayList<Case>();
        int count = situations();
        for (int i = 0; i < count; i++) {
            Rule rule = Lifecycle.TABLE.get(random.nextInt(Lifecycle.TABLE.size()));
            cases.add(new Case(rule, Situation.random(rule, random)));
        }
        assertThat(agree(cases)).as("moved, of seed %d", seed).isBetween(count / 15, count * 14 / 15);
    }

    /** Returns how many situations to draw at random: fewer where each takes several calls of a server. */
    protected int situations() {
        return 1_500;
    }

    @Test
    void what_is_due_at_this_very_moment_is_due_and_not_before() {
        Facts written = Placed.facts(NOON).build();
        Account failed =
                Placed.at(store, ACCOUNT, AccountState.FAILED_STARTING, written, Effect.DUE_SOON, Effect.RESET_RETRIES);
        Instant due = failed.due().orElseThrow();
        Rule retry = Lifecycle.rules(Event.RETRY).getFirst();
        AnyFacts facts = Placed.facts(due.minusNanos(1)).generation(failed.generation());

        assertThat(store.accounts().transition(ACCOUNT, retry.bind(facts.build(), Placed.token())))
                .isEqualTo(new WriteResult.Rejected<>(failed));
        facts = Placed.facts(due).generation(failed.generation());
        assertThat(store.accounts().transition(ACCOUNT, retry.bind(facts.build(), Placed.token())))
                .isInstanceOf(WriteResult.Written.class);
    }

    private record Case(Rule rule, Situation situation) {}

    /**
     * Puts each case into the store under a name of its own.
     *
     * @return how many accounts moved
     */
    private int agree(List<Case> cases) {
        return Race.of(cases.size(), i -> agrees(cases.get(i), account("account-" + i))).stream()
                .mapToInt(moved -> moved ? 1 : 0)
                .sum();
    }

    private boolean agrees(Case tried, AccountName name) {
        Transition placing = tried.situation().placing();
        Account before = placing.create(name);
        assertThat(store.accounts().transition(name, placing)).isEqualTo(new WriteResult.Written<>(before));
        Transition transition = tried.rule().bind(tried.situation().facts(), Placed.token());

        WriteResult<Account> answer = store.accounts().transition(name, transition);

        boolean legal = transition.permits(before);
        Account after = legal ? transition.apply(before) : before;
        assertThat(answer)
                .as("%s of %s", transition, before)
                .isEqualTo(legal ? new WriteResult.Written<>(after) : new WriteResult.Rejected<>(before));
        assertThat(store.accounts().find(name)).contains(after);
        return legal;
    }
}
