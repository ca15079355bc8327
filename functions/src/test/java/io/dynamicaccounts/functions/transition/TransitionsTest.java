package io.dynamicaccounts.functions.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.AnyFacts;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.History;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an event, and that metrics are told of it once. */
class TransitionsTest {

    private static final AccountName NAME = new AccountName("a");

    private final List<String> told = new ArrayList<>();
    private int tokens;
    private final Transitions transitions =
            new Transitions(new MemoryStore().accounts(), () -> "token-" + ++tokens, new TransitionListener() {
                @Override
                public void moved(Account account) {
                    told.add(History.PastTransition.lastOf(account).event() + " to " + account.state());
                }

                @Override
                public void refused(Event event) {
                    told.add(event + " refused");
                }
            });

    private TransitionResult attempt(Event event) {
        return transitions.attempt(
                NAME,
                FactsSource.fixed(AnyFacts.by("tester", Instant.parse("2026-01-01T12:00:00Z"), Timing.DEFAULT)
                        .zone(new ZoneId("z1"))
                        .definition(new DefinitionId("d1"))
                        .source(Source.PROVISIONED)
                        .nameToken("t1")
                        .generation(1)
                        .version(1)
                        .of(event)));
    }

    @Test
    void what_moved_and_what_was_refused_is_told_once_and_what_was_so_already_is_not() {
        assertThat(attempt(Event.PROVISION)).isInstanceOf(TransitionResult.Moved.class);
        assertThat(attempt(Event.DEACTIVATE)).isInstanceOf(TransitionResult.Unchanged.class);
        assertThat(attempt(Event.ASSIGN)).isInstanceOf(TransitionResult.Rejected.class);
        assertThat(attempt(Event.ACTIVATE)).isInstanceOf(TransitionResult.Moved.class);
        assertThat(told).containsExactly("PROVISION to INACTIVE", "ASSIGN refused", "ACTIVATE to TO_MIGRATE");
    }

    @Test
    void of_an_account_that_is_not_there_nothing_is_told() {
        assertThat(attempt(Event.ACTIVATE)).isInstanceOf(TransitionResult.Missing.class);
        assertThat(told).isEmpty();
    }
}
