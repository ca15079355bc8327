package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do for backups, restores and adoptions, which read everything. */
public abstract class ScanContract extends StoreContract {

    private static final long EPOCH = Instant.parse("2026-11-24T13:00:00Z").toEpochMilli();

    @Test
    void every_account_and_tombstone_is_shown_once_and_nothing_else() {
        // These names are words of the stores' own.
        List<AccountName> names = List.of(account("zone"), account("account"), account("sweep"), account("a"));
        names.forEach(name -> {
            store.names().put(new AccountNames.Entry(name, "token", NOON));
            Placed.inactive(store, name, ZONE);
            store.observations().put(name, Observations.Observation.NONE);
        });
        Placed.at(
                store, account("gone"), AccountState.REMOVED, Placed.facts(NOON).build());
        store.zones().raiseRevision(new ZoneId("account"), false);

        var shown = new ArrayList<Account>();
        store.accounts().scan(page -> {
            assertThat(page).isNotEmpty();
            return shown.addAll(page);
        });

        assertThat(shown)
                .map(Account::name)
                .containsExactlyInAnyOrder(
                        account("zone"), account("account"), account("sweep"), account("a"), account("gone"));
        assertThat(shown)
                .allSatisfy(one -> assertThat(store.accounts().find(one.name())).contains(one));
    }

    @Test
    void many_are_shown_page_by_page_until_it_is_enough() {
        List<Account> many = IntStream.range(0, 1_001)
                .mapToObj(number -> copy(account("account-" + number)))
                .toList();
        store.accounts().restore(many);
        assertThat(shown()).containsExactlyInAnyOrderElementsOf(many);
        var pages = new ArrayList<List<Account>>();
        store.accounts().scan(page -> {
            pages.add(page);
            return false;
        });
        assertThat(pages).hasSize(1);
    }

    @Test
    void a_page_may_be_examined_with_calls_of_the_store() {
        Placed.inactive(store, ACCOUNT, ZONE);
        store.accounts().scan(page -> store.accounts().postpone(ACCOUNT, 1, NOON));
        assertThat(store.accounts().find(ACCOUNT).flatMap(Account::due)).contains(NOON);
    }

    @Test
    void what_is_restored_is_as_it_was_and_due_when_it_was() {
        Account due = Placed.at(
                store,
                ACCOUNT,
                AccountState.TO_MIGRATE,
                Placed.facts(NOON).zone(ZONE).build(),
                Effect.SET_ZONE,
                Effect.DUE_SOON);
        Account restored = copy(account("restored"), due);
        store.accounts().restore(List.of(restored, copy(account("other"))));
        // Restores again, over the stored accounts.
        store.accounts().restore(List.of(restored));
        assertThat(store.accounts().find(restored.name())).contains(restored);
        assertThat(store.accounts().due(NOON.plusSeconds(60), 10))
                .contains(restored)
                .hasSize(2);
    }

    private static Account copy(AccountName name) {
        return Account.of(Map.of(
                Attribute.NAME, name.value(),
                Attribute.STATE, AccountState.INACTIVE.name(),
                Attribute.VERSION, 9_007_199_254_740_991L));
    }

    private static Account copy(AccountName name, Account of) {
        var values = new HashMap<>(of.values());
        values.put(Attribute.NAME, name.value());
        return Account.of(values);
    }

    private List<Account> shown() {
        var shown = new ArrayList<Account>();
        store.accounts().scan(shown::addAll);
        return shown;
    }

    @Test
    void every_zone_that_was_written_is_shown() {
        store.zones().raiseRevision(ZONE, false);
        store.zones().raiseRevision(OTHER_ZONE, true, 3);
        store.names().put(new AccountNames.Entry(account("zone"), "token", NOON));
        var shown = new ArrayList<ZoneId>();
        store.zones().scan(shown::addAll);
        assertThat(shown).containsExactlyInAnyOrder(ZONE, OTHER_ZONE);
    }

    @Test
    void an_adopted_zone_begins_at_the_epoch_without_agents() {
        Zone before = store.zones()
                .replaceMembers(store.zones().find(ZONE), List.of(new Zone.Member(1, AGENT, SESSION)), List.of())
                .orElseThrow();
        assertThat(before.hasLiveAgents()).isTrue();

        assertThat(store.zones().adopt(ZONE, EPOCH, true, 7)).isTrue();

        Zone adopted = store.zones().find(ZONE);
        assertThat(adopted).isEqualTo(new Zone(ZONE, EPOCH, Roster.adopted(EPOCH), true, 7));
        assertThat(adopted.roster().isSettled()).isTrue();
        assertThat(store.zones().adopt(ZONE, EPOCH, false, 0)).as("once more").isFalse();
        assertThat(store.zones().find(ZONE)).isEqualTo(adopted);

        Zone joined = store.zones()
                .replaceMembers(
                        adopted, List.of(new Zone.Member(EPOCH + 1, new AgentId("b"), OTHER_SESSION)), List.of())
                .orElseThrow();
        assertThat(joined.epoch()).isEqualTo(EPOCH + 1);
        assertThat(store.zones().adopt(ZONE, EPOCH, false, 0))
                .as("once it lives")
                .isFalse();
        assertThat(store.zones().adopt(ZONE, EPOCH + 9, false, 0)).isTrue();
        assertThat(store.zones().find(ZONE).hasLiveAgents()).isFalse();
        assertThat(store.zones().find(ZONE).stopsPending()).isFalse();
    }

    @Test
    void a_zone_that_nothing_was_written_of_is_adopted_too() {
        assertThat(store.zones().adopt(OTHER_ZONE, EPOCH, false, 0)).isTrue();
        assertThat(store.zones().find(OTHER_ZONE).revision()).isEqualTo(EPOCH);
    }
}
