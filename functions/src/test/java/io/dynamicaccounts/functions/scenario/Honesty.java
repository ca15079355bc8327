package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.operator.Redefine;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether an operator is told what is true: what was accepted was written, and what was not is said of where the
 * account stood.
 */
final class Honesty {

    private final Operation operation;
    private final String caller;
    private final Timeline timeline;
    private final int began;

    private Honesty(Operation operation, String caller, Timeline timeline, int began) {
        this.operation = operation;
        this.caller = caller;
        this.timeline = timeline;
        this.began = began;
    }

    /** Of a call that began when the timeline had this length, and has just been answered. */
    static void check(Operation operation, Object answer, String caller, Timeline timeline, int began) {
        var honesty = new Honesty(operation, caller, timeline, began);
        switch (answer) {
            case BatchOutcome outcome ->
                honesty.check(outcome.entries().getFirst().result());
            case TransitionResult result -> honesty.check(result);
            case Redefine.Result result -> honesty.check(result);
            default -> {
                // Agents and sweeps are told nothing that could be wrong by itself.
            }
        }
    }

    private void check(TransitionResult result) {
        switch (result) {
            case TransitionResult.Moved(Account account) ->
                wrote(account.state().visibleState());
            case TransitionResult.Unchanged(Account account) -> stood(Optional.of(account.visibleState()));
            case TransitionResult.Rejected(Account found, String _) -> stood(Optional.of(found.visibleState()));
            case TransitionResult.Missing missing -> stood(Optional.empty());
        }
    }

    private void check(Redefine.Result result) {
        switch (result) {
            case Redefine.Result.Redefined(VisibleState state) -> wrote(Optional.of(state));
            case Redefine.Result.Conflict(VisibleState state, String _) -> stood(Optional.of(state));
            case Redefine.Result.Missing missing -> stood(Optional.empty());
            case Redefine.Result.MaskWithoutSecret nothing ->
                throw new AssertionError("no mask was written: " + nothing);
        }
    }

    private void wrote(Optional<VisibleState> state) {
        assertThat(timeline.since(began))
                .as("what %s by %s wrote, told %s", operation, caller, state)
                .anyMatch(write -> write.by().equals(caller)
                        && events().contains(write.event())
                        && write.after().state().visibleState().equals(state));
    }

    private Set<Event> events() {
        return switch (operation) {
            case PROVISION, PROVISION_ELSEWHERE, MIGRATE -> EnumSet.of(Event.PROVISION);
            case ACTIVATE -> EnumSet.of(Event.ACTIVATE);
            case MOVE -> EnumSet.of(Event.ACTIVATE, Event.MOVE);
            case DEACTIVATE -> EnumSet.of(Event.DEACTIVATE);
            case DELETE -> EnumSet.of(Event.DELETE);
            case REDEFINE, EDIT -> EnumSet.of(Event.REDEFINE);
            case REASSIGN -> EnumSet.of(Event.REASSIGN);
            default -> EnumSet.noneOf(Event.class);
        };
    }

    private void stood(Optional<VisibleState> state) {
        assertThat(IntStream.rangeClosed(began, timeline.length())
                        .mapToObj(timeline::standingAt)
                        .map(AccountState::visibleState))
                .as("where it stood while %s by %s was answered", operation, caller)
                .contains(state);
    }
}
