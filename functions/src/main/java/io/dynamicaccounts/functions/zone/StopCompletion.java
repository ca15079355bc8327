package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends stops that every live agent has let go of: the account rests INACTIVE, or is removed if it was marked. */
public final class StopCompletion {

    private final WriteContext context;

    public StopCompletion(WriteContext context) {
        this.context = context;
    }

    /**
     * Ends the stop if it is over, and leaves the account alone if it is not, or is no stop any more.
     *
     * @param version the account's version that the decision was taken on
     * @return moved when it has stopped by this call
     */
    public TransitionResult complete(AccountName name, long version, String actor, String message, Instant now) {
        Facts facts = context.facts(actor, now).withMessage(message).stopped(version);
        TransitionResult result = context.transitions().attempt(name, FactsSource.fixed(facts));
        result.moved().ifPresent(account -> finish(account, now));
        return result;
    }

    /** What follows a stop: agents are letting go already, so nobody is told. */
    private void finish(Account stopped, Instant now) {
        context.publisher().publishAssignments(List.of(stopped));
        if (!stopped.exists()) {
            context.cleanup().cleanUp(stopped, now);
        }
    }

    /** Whether this assignment's stop was sent, and is over by what the zone's agents have acknowledged. */
    public static boolean isComplete(Assignment assignment, Acknowledgements acknowledgements) {
        boolean sent =
                assignment.state() == AccountState.DEACTIVATING || assignment.state() == AccountState.FAILED_STOPPING;
        return sent
                && acknowledgements.hasReleased(
                        assignment.stopRevision(), assignment.generation(), Optional.of(assignment));
    }
}
