package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments;
import java.util.List;
import java.util.Optional;

/**
 * Whoever meets an assignment that lags behind its account publishes it: a function may have died between the two writes.
 */
public final class AssignmentRepair {

    private final Assignments assignments;
    private final Publisher publisher;

    public AssignmentRepair(Assignments assignments, Publisher publisher) {
        this.assignments = assignments;
        this.publisher = publisher;
    }

    /** The assignment as it should be by the account found; with the outcomes known, where they still are of its generation. */
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

    /** Whether the account cannot have been in another zone since, so that it waits for whom it waited for, and not for those who let go. */
    private static boolean stayedInZone(Assignment known, Account found) {
        return found.generation() == known.generation()
                || (known.state() != AccountState.REMOVED && found.version() == known.version() + 1);
    }

    /** The assignment as it is after an event, whatever became of it. */
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
