package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.lifecycle.Lifecycle.NoChangeRule;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks, when the lifecycle table is loaded and not when the first request meets the row, that no row asks for a
 * fact that an attempt at its event does not give.
 */
final class FactsCheck {

    private FactsCheck() {}

    /**
     * Checks every row. The first row of an event may be tried before the account was read, so it can use only the
     * facts that are known by then.
     *
     * @throws IllegalStateException when a row asks for more
     */
    static void check(List<Rule> table, List<NoChangeRule> noChange) {
        var seen = EnumSet.noneOf(Event.class);
        for (Rule rule : table) {
            Event event = rule.event();
            check(event, rule.needs(), seen.add(event) ? event.facts() : event.factsOnceRead());
        }
        noChange.forEach(rule -> check(rule.event(), rule.needs(), rule.event().factsOnceRead()));
    }

    private static void check(Event event, Set<Fact> needed, Set<Fact> given) {
        var missing = new HashSet<>(needed);
        missing.removeAll(given);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "a row of " + event + " asks for " + missing + ", which an attempt at it does not give");
        }
    }
}
