package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.Transition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The accounts. Their items decide what is true of an account; everything else is a copy. Every read sees every
 * earlier write.
 */
public interface Accounts {

    /**
     * Applies a transition in one conditional write, which is durable when this method returns. When any number of
     * writers race with transitions that exclude each other, exactly one of them moves the account.
     *
     * <p>When the account found carries this transition's own writer token, an earlier try succeeded and its
     * response was lost: the result is {@link WriteResult.Written} with the account found.
     *
     * @throws StoreUnavailable when the store cannot report the result; the write may or may not have happened, and
     *     may be repeated unchanged
     */
    WriteResult<Account> transition(AccountName name, Transition transition);

    /** Returns the account or its tombstone; empty when the name was never stored. */
    Optional<Account> find(AccountName name);

    /** Returns the accounts and tombstones that exist of these names. */
    Map<AccountName, Account> find(Collection<AccountName> names);

    /**
     * Changes the due time without a transition and without a new version.
     *
     * @param version the version that was read; if another writer has moved the account since, nothing is written
     * @param due when the sweep looks at the account next; null for never
     * @return false when the account is not at that version any more
     */
    boolean postpone(AccountName name, long version, @Nullable Instant due);

    /**
     * Returns accounts and tombstones whose due time has come, the earliest first. The result may lag behind writes,
     * and never contains anything that was not written.
     */
    List<Account> due(Instant now, int limit);

    /**
     * Passes every account and tombstone to the predicate, in pages and in any order, until the predicate returns
     * false. The cost grows with all that the store holds, so only backups and adoptions use this method, and no
     * request waits for it. What is written meanwhile may be missing, or appear as it was.
     *
     * @param goOn receives a page and returns whether to continue
     */
    void scan(Predicate<List<Account>> goOn);

    /**
     * Writes these accounts and tombstones as they are and replaces any earlier ones. Only a restore uses this
     * method, when no other process writes the store.
     */
    void restore(Collection<Account> accounts);
}
