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

/**
 * Ends the stop of an account that every live agent has released: the account becomes INACTIVE, or is removed if it
 * was marked for removal.
 */
public final class StopCompletion {

    private final WriteContext context;

    public StopCompletion(WriteContext context) {
        this.context = context;
    }

    /**
     * Ends the stop, unless the account has changed since the version that the caller decided on.
     *
     * @param version the version of the account on which the caller decided that the stop is over
     * @return {@code Moved} when this call has stopped the account
     */
    public TransitionResult complete(AccountName name, long version, String actor, String message, Instant now) {
        Facts facts = context.facts(actor, now).withMessage(message).stopped(version);
        TransitionResult result = context.transitions().attempt(name, FactsSource.fixed(facts));
        result.moved().ifPresent(account -> finish(account, now));
        return result;
    }

    /**
     * Publishes the stopped account without a new revision, since agents already release it; cleans up after a
     * removed account.
     */
    private void finish(Account stopped, Instant now) {
        context.publisher().publishAssignments(List.of(stopped));
        if (!stopped.exists()) {
            context.cleanup().cleanUp(stopped, now);
        }
    }

    /** Returns whether this assignment's stop was sent, and is over by the acknowledgements of the zone's agents. */
    public static boolean isComplete(Assignment assignment, Acknowledgements acknowledgements) {
        boolean sent =
                assignment.state() == AccountState.DEACTIVATING || assignment.state() == AccountState.FAILED_STOPPING;
        return sent
                && acknowledgements.hasReleased(
                        assignment.stopRevision(), assignment.generation(), Optional.of(assignment));
    }
}
