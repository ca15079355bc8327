package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.Account;

/** What became of one conditional write of an account. */
public sealed interface Attempt {

    /** Written, now or by an earlier try of the same writer's token. The account as it is after the write. */
    record Moved(Account account) implements Attempt {}

    /** The condition did not hold of the account found; nothing was written. */
    record Refused(Account found) implements Attempt {}

    /** There is no such account, not even a tombstone, and the transition does not create one; nothing was written. */
    record Missing() implements Attempt {}
}
