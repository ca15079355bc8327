package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.transition.TransitionListener;
import io.dynamicaccounts.local.metrics.PrometheusText.FamilyType;
import io.dynamicaccounts.local.metrics.PrometheusText.Label;
import java.util.Comparator;

/** Counts what happened to accounts. */
public final class LifecycleMeter implements TransitionListener {

    private final Counters<Move> moves = new Counters<>();
    private final Counters<Event> refusals = new Counters<>();

    private record Move(Event event, String to) implements Comparable<Move> {

        private static final Comparator<Move> ORDER =
                Comparator.comparing(Move::event).thenComparing(Move::to);

        @Override
        public int compareTo(Move other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public void moved(Account account) {
        PastTransition transition = PastTransition.lastOf(account);
        moves.count(new Move(
                transition.event(),
                transition.to().visibleState().map(VisibleState::name).orElse("REMOVED")));
    }

    @Override
    public void refused(Event event) {
        refusals.count(event);
    }

    void write(PrometheusText text) {
        text.family(
                "dynamic_accounts_transitions_total",
                FamilyType.COUNTER,
                "Transitions of accounts, by event and the state they led to.");
        moves.forEach((move, count) -> text.sample(
                "dynamic_accounts_transitions_total",
                count,
                new Label("event", move.event().label()),
                new Label("to", move.to())));
        text.family(
                "dynamic_accounts_refusals_total",
                FamilyType.COUNTER,
                "Transitions that the account's state did not permit, by event.");
        refusals.forEach((event, count) ->
                text.sample("dynamic_accounts_refusals_total", count, new Label("event", event.label())));
    }
}
