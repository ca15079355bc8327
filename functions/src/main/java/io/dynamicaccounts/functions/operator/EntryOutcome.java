package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.transition.Transitions;
import java.util.Optional;

/** What became of one entry of a batch. One entry never fails for the sake of another. */
public sealed interface EntryOutcome {

    AccountName name();

    /** Done; the account is in this state now, or removed where there is none. */
    record Accepted(AccountName name, Optional<VisibleState> state) implements EntryOutcome {}

    /** It already was so, or is on its way: nothing was written. */
    record Unchanged(AccountName name, VisibleState state) implements EntryOutcome {}

    /** The account's state forbids it; nothing was written. The detail names what would be possible. */
    record Conflict(AccountName name, VisibleState state, String detail) implements EntryOutcome {}

    /** There is no such account. */
    record Missing(AccountName name) implements EntryOutcome {}

    /** What a transition's result means for an operator. */
    static EntryOutcome of(AccountName name, Transitions.Result result) {
        return switch (result) {
            case Transitions.Result.Moved(Account account) ->
                new Accepted(name, account.state().visibleState());
            case Transitions.Result.Unchanged(Account account) -> new Unchanged(name, account.visibleState());
            case Transitions.Result.Rejected(Account found, String detail) ->
                new Conflict(name, found.visibleState(), detail);
            case Transitions.Result.Missing missing -> new Missing(name);
        };
    }
}
