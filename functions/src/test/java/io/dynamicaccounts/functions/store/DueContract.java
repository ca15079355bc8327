package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.lifecycle.Effect;
import io.dynamicaccounts.functions.lifecycle.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do with due times. */
public abstract class DueContract extends StoreContract {

    @Test
    void postponing_changes_the_due_time_and_nothing_else() {
        Account before = Placed.at(
                store, ACCOUNT, AccountState.INACTIVE, Placed.facts(NOON).build(), Effect.DUE_SOON);

        boolean done = store.accounts()
                .postpone(ACCOUNT, before.version(), NOON.plusSeconds(60).plus(LESS_THAN_A_MILLISECOND));

        assertThat(done).isTrue();
        Account after = store.accounts().find(ACCOUNT).orElseThrow();
        assertThat(after.due()).contains(NOON.plusSeconds(60));
        assertThat(withoutDue(after)).isEqualTo(withoutDue(before));
    }

    @Test
    void postponing_for_ever_leaves_nothing_due() {
        Account before = Placed.at(
                store, ACCOUNT, AccountState.INACTIVE, Placed.facts(NOON).build(), Effect.DUE_SOON);

        assertThat(store.accounts().postpone(ACCOUNT, before.version(), null)).isTrue();

        assertThat(store.accounts().find(ACCOUNT).orElseThrow().due()).isEmpty();
        assertThat(store.accounts().due(NOON.plus(Duration.ofDays(1)), 10)).isEmpty();
    }

    @Test
    void postponing_another_version_or_an_unknown_account_changes_nothing() {
        Account before = Placed.at(
                store, ACCOUNT, AccountState.INACTIVE, Placed.facts(NOON).build(), Effect.DUE_SOON);

        assertThat(store.accounts().postpone(ACCOUNT, before.version() - 1, NOON))
                .isFalse();
        assertThat(store.accounts().postpone(ACCOUNT, before.version() + 1, NOON))
                .isFalse();
        assertThat(store.accounts().postpone(account("unknown"), 0, NOON)).isFalse();

        assertThat(store.accounts().find(ACCOUNT)).contains(before);
        assertThat(store.accounts().find(account("unknown"))).isEmpty();
    }

    @Test
    void due_work_comes_earliest_first_up_to_the_limit() {
        var order = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
        Collections.shuffle(order, new Random(7));
        order.forEach(i -> dueAt(account("account-" + i), NOON.plusSeconds(i)));

        assertThat(store.accounts().due(NOON.plusSeconds(100), 7))
                .extracting(Account::name)
                .containsExactlyElementsOf(IntStream.range(0, 7)
                        .mapToObj(i -> account("account-" + i))
                        .toList());
    }

    @Test
    void due_is_what_is_due_now_and_not_what_will_be() {
        dueAt(account("just-now"), NOON);
        dueAt(account("in-a-millisecond"), NOON.plusMillis(1));
        Placed.inactive(store, account("never"), ZONE);

        for (Instant now : List.of(NOON, NOON.plus(LESS_THAN_A_MILLISECOND))) {
            assertThat(store.accounts().due(now, 10)).extracting(Account::name).containsExactly(account("just-now"));
        }
    }

    @Test
    void a_tombstone_can_be_due() {
        Placed.inactive(store, ACCOUNT, ZONE);
        store.accounts()
                .transition(
                        ACCOUNT, Placed.first(Event.DELETE, Placed.facts(NOON).build()));

        assertThat(store.accounts().due(NOON.plusSeconds(3600), 10))
                .singleElement()
                .isEqualTo(store.accounts().find(ACCOUNT).orElseThrow());
    }

    private void dueAt(AccountName name, Instant due) {
        Account account = Placed.inactive(store, name, ZONE);
        assertThat(store.accounts().postpone(name, account.version(), due)).isTrue();
    }

    private static Account withoutDue(Account account) {
        var values = new EnumMap<Attribute, Object>(account.values());
        values.remove(Attribute.DUE);
        return Account.of(values);
    }
}
