package io.dynamicaccounts.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Lifecycle;
import io.dynamicaccounts.functions.lifecycle.Rule;
import io.dynamicaccounts.functions.store.History;
import java.util.Comparator;
import java.util.List;

/** Whether what an account went through is what the lifecycle's table permits. */
final class LegalHistory {

    private LegalHistory() {}

    /** Checks each transition, and that one begins where the one before it ended. */
    static int check(AccountName name, List<History.PastTransition> past) {
        List<History.PastTransition> inOrder = past.stream()
                .sorted(Comparator.comparingLong(History.PastTransition::version))
                .toList();
        for (int i = 0; i < inOrder.size(); i++) {
            History.PastTransition one = inOrder.get(i);
            assertThat(permitted(one.event(), one.from(), one.to()))
                    .as(name + ": " + one)
                    .isTrue();
            if (i > 0 && inOrder.get(i - 1).version() + 1 == one.version()) {
                assertThat(one.from())
                        .as(name + ": " + one)
                        .isEqualTo(inOrder.get(i - 1).to());
            }
        }
        return inOrder.size();
    }

    private static boolean permitted(Event event, AccountState from, AccountState to) {
        return Lifecycle.rules(event).stream().anyMatch(rule -> rule.from().contains(from) && target(rule, from) == to);
    }

    private static AccountState target(Rule rule, AccountState from) {
        return rule.to().orElse(from);
    }
}
