package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments;
import java.util.List;
import java.util.Optional;

/**
 * Publishes an assignment again that lags behind its account. Every function that reads such an assignment repairs
 * it, since the function that moved the account may have died between its two writes.
 */
public final class AssignmentRepair {

    private final Assignments assignments;
    private final Publisher publisher;

    public AssignmentRepair(Assignments assignments, Publisher publisher) {
        this.assignments = assignments;
        this.publisher = publisher;
    }

    /**
     * Returns the assignment that the stored account asks for, after publishing it where the known assignment is
     * older. The known outcomes are kept where they belong to the account's generation.
     */
    public Assignment repair(Assignment known, Account found) {
        if (found.version() <= known.version()) {
            return known;
        }
        Assignment current = published(known, found).mergedOver(known);
        assignments.publish(current);
        return current;
    }

    private Assignment published(Assignment known, Account found) {
        Assignment fresh = publisher.assignment(known.zone(), found);
        if (fresh.state() == AccountState.REMOVED) {
            return fresh;
        }
        return stayedInZone(known, found)
                ? fresh.withLeftZones(known.leaveRevisions())
                : fresh.withLeaveRevisions(publisher.leaveZones(List.of(found)));
    }

    /**
     * Returns whether the account cannot have been in another zone since. If so, the account still waits for the
     * zones that it waited for, and not for the zones that have released it.
     */
    private static boolean stayedInZone(Assignment known, Account found) {
        return found.generation() == known.generation()
                || (known.state() != AccountState.REMOVED && found.version() == known.version() + 1);
    }

    /** Returns the assignment after an event, whatever the result of the event. */
    public Assignment repairAfter(Assignment known, TransitionResult result) {
        return switch (result) {
            case TransitionResult.Moved(Account account) -> repair(known, account);
            case TransitionResult.Unchanged(Account found) -> repair(known, found);
            case TransitionResult.Rejected(Account found, String detail) -> repair(known, found);
            case TransitionResult.Missing(Optional<Account> tombstone) ->
                tombstone.map(found -> repair(known, found)).orElse(known);
        };
    }
}
