package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import java.util.Optional;

/** The result of an event. */
public sealed interface TransitionResult {

    /** Returns the account after the transition, if this call moved it. */
    default Optional<Account> moved() {
        return this instanceof Moved(Account account) ? Optional.of(account) : Optional.empty();
    }

    /** The event moved the account, which is given as it is after the transition. */
    record Moved(Account account) implements TransitionResult {}

    /** The account already is in the requested state, or on the way to it. Nothing was written. */
    record Unchanged(Account account) implements TransitionResult {}

    /** The lifecycle table has no row for the stored account. Nothing was written. The detail is for a human. */
    record Rejected(Account found, String detail) implements TransitionResult {}

    /** There is no such account. The tombstone is present where the account was removed. */
    record Missing(Optional<Account> tombstone) implements TransitionResult {}
}
