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

/** Tests the results of events, and that the listener receives each transition and each refusal once. */
class TransitionsTest {

    private static final AccountName NAME = new AccountName("a");

    private final List<String> received = new ArrayList<>();
    private int tokens;
    private final Transitions transitions =
            new Transitions(new MemoryStore().accounts(), () -> "token-" + ++tokens, new TransitionListener() {
                @Override
                public void moved(Account account) {
                    received.add(History.PastTransition.lastOf(account).event() + " to " + account.state());
                }

                @Override
                public void refused(Event event) {
                    received.add(event + " refused");
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
    void the_listener_receives_each_move_and_each_refusal_once_and_no_unchanged_result() {
        assertThat(attempt(Event.PROVISION)).isInstanceOf(TransitionResult.Moved.class);
        assertThat(attempt(Event.DEACTIVATE)).isInstanceOf(TransitionResult.Unchanged.class);
        assertThat(attempt(Event.ASSIGN)).isInstanceOf(TransitionResult.Rejected.class);
        assertThat(attempt(Event.ACTIVATE)).isInstanceOf(TransitionResult.Moved.class);
        assertThat(received).containsExactly("PROVISION to INACTIVE", "ASSIGN refused", "ACTIVATE to TO_MIGRATE");
    }

    @Test
    void the_listener_receives_nothing_about_a_missing_account() {
        assertThat(attempt(Event.ACTIVATE)).isInstanceOf(TransitionResult.Missing.class);
        assertThat(received).isEmpty();
    }
}
