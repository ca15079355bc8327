package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.History.PastTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every store must do with past transitions. */
public abstract class HistoryContract extends StoreContract {

    /** Returns whether the store deletes old transitions without being asked. */
    protected boolean expiresByItself() {
        return false;
    }

    @Test
    void an_account_without_a_past_has_an_empty_history() {
        assertThat(store.history().of(ACCOUNT, 10)).isEmpty();
    }

    @Test
    void the_newest_come_first_up_to_the_limit() {
        var past = new ArrayList<>(LongStream.rangeClosed(1, 120)
                .mapToObj(version -> past(ACCOUNT, version))
                .toList());
        Collections.shuffle(past, new Random(3));
        store.history().append(past);

        assertThat(store.history().of(ACCOUNT, 115))
                .containsExactlyElementsOf(LongStream.rangeClosed(6, 120)
                        .map(version -> 126 - version)
                        .mapToObj(version -> past(ACCOUNT, version))
                        .toList());
    }

    @Test
    void appending_again_changes_nothing() {
        store.history().append(List.of(past(ACCOUNT, 1), past(ACCOUNT, 2)));
        store.history().append(List.of(past(ACCOUNT, 2), past(ACCOUNT, 3)));
        store.history().append(List.of());

        assertThat(store.history().of(ACCOUNT, 10))
                .containsExactly(past(ACCOUNT, 3), past(ACCOUNT, 2), past(ACCOUNT, 1));
    }

    @Test
    void accounts_have_histories_of_their_own() {
        store.history()
                .append(List.of(past(ACCOUNT, 1), past(account("account-10"), 2), past(account("Account-1"), 3)));

        assertThat(store.history().of(ACCOUNT, 10)).containsExactly(past(ACCOUNT, 1));
    }

    @Test
    void the_last_transition_of_an_account_is_kept_as_it_was() {
        Account account = Placed.at(
                store,
                ACCOUNT,
                AccountState.FAILED_NO_AGENT,
                Placed.facts(NOON.plus(LESS_THAN_A_MILLISECOND))
                        .message("no live agent")
                        .build());

        store.history().append(List.of(PastTransition.lastOf(account)));

        assertThat(store.history().of(ACCOUNT, 1))
                .containsExactly(new PastTransition(
                        ACCOUNT,
                        1,
                        NOON,
                        Event.PROVISION,
                        AccountState.REMOVED,
                        AccountState.FAILED_NO_AGENT,
                        "tester",
                        Optional.of("no live agent")));
    }

    @Test
    void what_is_older_than_asked_is_forgotten() {
        Assumptions.assumeFalse(expiresByItself());
        store.history().append(List.of(past(ACCOUNT, 1), past(ACCOUNT, 2), past(ACCOUNT, 3), past(account("b"), 1)));

        store.history().forgetBefore(NOON.plusSeconds(2));

        assertThat(store.history().of(ACCOUNT, 10)).containsExactly(past(ACCOUNT, 3), past(ACCOUNT, 2));
        assertThat(store.history().of(account("b"), 10)).isEmpty();
    }

    @Test
    void much_is_appended_and_forgotten_at_once() {
        List<PastTransition> past = LongStream.rangeClosed(1, 3_000)
                .mapToObj(version -> past(ACCOUNT, version))
                .toList();

        store.history().append(past);

        assertThat(store.history().of(ACCOUNT, 10_000)).hasSize(3_000);
        Assumptions.assumeFalse(expiresByItself());
        store.history().forgetBefore(NOON.plusSeconds(2_991));
        assertThat(store.history().of(ACCOUNT, 10_000)).hasSize(10);
    }

    @Test
    void many_append_at_once_and_nothing_is_lost() {
        Race.of(i -> {
            store.history().append(List.of(past(ACCOUNT, i), past(ACCOUNT, i + 1)));
            return i;
        });

        assertThat(store.history().of(ACCOUNT, 100)).hasSize(Race.WRITERS + 1);
    }

    private static PastTransition past(AccountName account, long version) {
        Optional<String> message = version % 2 == 0 ? Optional.of("version " + version) : Optional.empty();
        return new PastTransition(
                account,
                version,
                NOON.plusSeconds(version),
                Event.START_FAILED,
                AccountState.ACTIVATING,
                AccountState.FAILED_STARTING,
                "tester",
                message);
    }
}
