package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.lifecycle.Effect;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store must do with one writer of accounts at a time; see {@link DueContract} for due times,
 * {@link RacingContract} for many writers and {@link TransitionsContract} for every rule.
 */
public abstract class AccountsContract extends StoreContract {

    @Test
    void a_name_that_was_never_stored_is_not_found() {
        assertThat(store.accounts().find(ACCOUNT)).isEmpty();
        assertThat(store.accounts().find(List.of(ACCOUNT))).isEmpty();
    }

    @Test
    void a_creating_transition_begins_an_account() {
        Transition provision =
                Placed.first(Event.PROVISION, Placed.facts(NOON).zone(ZONE).build());

        Account expected = provision.create(ACCOUNT);
        assertThat(store.accounts().transition(ACCOUNT, provision)).isEqualTo(new WriteResult.Written<>(expected));
        assertThat(store.accounts().find(ACCOUNT)).contains(expected);
        assertThat(expected.version()).isEqualTo(1);
    }

    @Test
    void a_transition_that_does_not_create_answers_missing_and_writes_nothing() {
        Transition activate =
                Placed.first(Event.ACTIVATE, Placed.facts(NOON).zone(ZONE).build());

        assertThat(store.accounts().transition(ACCOUNT, activate)).isEqualTo(new WriteResult.Missing<>());
        assertThat(store.accounts().find(ACCOUNT)).isEmpty();
    }

    @Test
    void a_refusal_carries_the_account_found_and_writes_nothing() {
        Account inactive = Placed.inactive(store, ACCOUNT, ZONE);
        Transition retry = Placed.first(
                Event.RETRY,
                Placed.facts(NOON).generation(inactive.generation()).build());

        assertThat(store.accounts().transition(ACCOUNT, retry)).isEqualTo(new WriteResult.Rejected<>(inactive));
        assertThat(store.accounts().find(ACCOUNT)).contains(inactive);
    }

    @Test
    void attributes_that_a_transition_does_not_name_stay() {
        var facts = Placed.facts(NOON).zone(ZONE).kubeconfigFile("/etc/kube").build();
        Account before = Placed.at(
                store,
                ACCOUNT,
                AccountState.ACTIVE,
                facts,
                Effect.SET_ZONE,
                Effect.SET_KUBECONFIG,
                Effect.PIN_ZONE,
                Effect.SET_DEADLINE);
        Transition orphan = Placed.first(
                Event.ORPHAN, Placed.facts(NOON).version(before.version()).build());

        store.accounts().transition(ACCOUNT, orphan);

        Account after = store.accounts().find(ACCOUNT).orElseThrow();
        assertThat(after).isEqualTo(orphan.apply(before));
        assertThat(after.kubeconfigFile()).contains("/etc/kube");
        assertThat(after.zonePinned()).isTrue();
        assertThat(after.deadline()).isEmpty();
        assertThat(after.text(Attribute.PREVIOUS_STATE)).contains("ACTIVE");
    }

    @Test
    void lost_answer_lost_lease__a_repeat_of_the_same_attempt_answers_moved_and_takes_no_second_step() {
        Account active = Placed.at(
                store, ACCOUNT, AccountState.ACTIVE, Placed.facts(NOON).build());
        // The transition is legal in the state that it leads to: only the token distinguishes a repeat from another
        // request.
        Transition reassign = Placed.first(Event.REASSIGN, Placed.facts(NOON).build());

        WriteResult<Account> first = store.accounts().transition(ACCOUNT, reassign);
        WriteResult<Account> second = store.accounts().transition(ACCOUNT, reassign);

        assertThat(first).isEqualTo(new WriteResult.Written<>(reassign.apply(active)));
        assertThat(second).isEqualTo(first);
        assertThat(store.accounts().find(ACCOUNT).orElseThrow().version()).isEqualTo(active.version() + 1);
    }

    @Test
    void a_repeat_whose_condition_does_not_hold_any_more_answers_moved() {
        Account inactive = Placed.inactive(store, ACCOUNT, ZONE);
        Transition activate = Placed.first(Event.ACTIVATE, Placed.facts(NOON).build());

        WriteResult<Account> first = store.accounts().transition(ACCOUNT, activate);

        assertThat(first).isEqualTo(new WriteResult.Written<>(activate.apply(inactive)));
        assertThat(store.accounts().transition(ACCOUNT, activate)).isEqualTo(first);
    }

    @Test
    void a_repeat_of_a_creation_answers_moved() {
        Transition provision = Placed.first(Event.PROVISION, Placed.facts(NOON).build());

        WriteResult<Account> first = store.accounts().transition(ACCOUNT, provision);

        assertThat(first).isInstanceOf(WriteResult.Written.class);
        assertThat(store.accounts().transition(ACCOUNT, provision)).isEqualTo(first);
    }

    @Test
    void a_repeat_after_another_writer_moved_the_account_on_is_refused() {
        Placed.inactive(store, ACCOUNT, ZONE);
        Transition activate = Placed.first(Event.ACTIVATE, Placed.facts(NOON).build());
        store.accounts().transition(ACCOUNT, activate);
        store.accounts()
                .transition(
                        ACCOUNT, Placed.first(Event.DELETE, Placed.facts(NOON).build()));

        assertThat(store.accounts().transition(ACCOUNT, activate)).isInstanceOf(WriteResult.Rejected.class);
    }

    @Test
    void a_tombstone_is_found_and_the_next_account_continues_its_numbers() {
        Account first = Placed.inactive(store, ACCOUNT, ZONE);
        store.accounts()
                .transition(
                        ACCOUNT, Placed.first(Event.DELETE, Placed.facts(NOON).build()));

        Account tombstone = store.accounts().find(ACCOUNT).orElseThrow();
        assertThat(tombstone.exists()).isFalse();
        assertThat(store.accounts().find(List.of(ACCOUNT))).containsEntry(ACCOUNT, tombstone);

        store.accounts()
                .transition(
                        ACCOUNT,
                        Placed.first(
                                Event.PROVISION, Placed.facts(NOON).zone(ZONE).build()));

        Account second = store.accounts().find(ACCOUNT).orElseThrow();
        assertThat(second.state()).isEqualTo(AccountState.INACTIVE);
        assertThat(second.version()).isEqualTo(first.version() + 2);
        assertThat(second.generation()).isGreaterThan(first.generation());
    }

    @Test
    void any_text_comes_back_as_it_was_written() {
        String text = "quote ' \" \\ percent % null \0 line\nbreak\ttab é 漢 \uD83D\uDE80 {\"json\": [1]} --";
        var facts = Placed.facts(NOON).message(text).kubeconfigFile(text).build();

        Account written = Placed.at(store, ACCOUNT, AccountState.INACTIVE, facts, Effect.SET_KUBECONFIG);

        Account found = store.accounts().find(ACCOUNT).orElseThrow();
        assertThat(found).isEqualTo(written);
        assertThat(found.message()).contains(text);
        assertThat(found.kubeconfigFile()).contains(text);
    }

    @Test
    void an_empty_list_is_not_an_absent_one_and_an_empty_text_not_an_absent_one() {
        Placed.at(
                store,
                ACCOUNT,
                AccountState.INACTIVE,
                Placed.facts(NOON).message("").build(),
                Effect.REMEMBER_ZONES_TRIED);

        Account found = store.accounts().find(ACCOUNT).orElseThrow();
        assertThat(found.get(Attribute.TRIED_ZONES)).isEqualTo(List.of());
        assertThat(found.get(Attribute.LEFT_ZONES)).isNull();
        assertThat(found.message()).contains("");
    }

    @Test
    void more_names_than_a_batch_are_found_at_once() {
        List<AccountName> stored =
                IntStream.range(0, 1_300).mapToObj(i -> account("stored-" + i)).toList();
        Race.of(stored.size(), i -> Placed.inactive(store, stored.get(i), ZONE));
        var asked = new ArrayList<>(stored);
        IntStream.range(0, 1_300).forEach(i -> asked.add(account("unknown-" + i)));

        assertThat(store.accounts().find(asked))
                .containsOnlyKeys(stored)
                .allSatisfy((name, account) -> assertThat(account.name()).isEqualTo(name));
    }

    @Test
    void no_names_find_nothing() {
        Placed.inactive(store, ACCOUNT, ZONE);

        assertThat(store.accounts().find(List.of())).isEmpty();
    }
}
