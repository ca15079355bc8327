package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import java.util.Optional;

/** What became of an event. */
public sealed interface TransitionResult {

    /** Returns the account after the transition, if this call moved it. */
    default Optional<Account> moved() {
        return this instanceof Moved(Account account) ? Optional.of(account) : Optional.empty();
    }

    /** The account after the transition. */
    record Moved(Account account) implements TransitionResult {}

    /** It already was so, or is on its way: nothing was written. */
    record Unchanged(Account account) implements TransitionResult {}

    /** The table has no row for the account found; nothing was written. The detail is for a human. */
    record Rejected(Account found, String detail) implements TransitionResult {}

    /** There is no such account; the tombstone where there was one. */
    record Missing(Optional<Account> tombstone) implements TransitionResult {}
}
