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

/** The accounts: the truth about each. Every read sees every earlier write. */
public interface Accounts {

    /**
     * One conditional write, durable when this returns. Of any number of writers racing with transitions that exclude each other
     * exactly one is told that it moved the account.
     *
     * <p>When the account found carries this transition's own writer token, an earlier try succeeded and its answer was lost: the
     * answer is {@link WriteResult.Written} with the account found.
     *
     * @throws StoreUnavailable when the store cannot say; the write may or may not have happened, and may be repeated as it is
     */
    WriteResult<Account> transition(AccountName name, Transition transition);

    /** The account or its tombstone; empty when the name was never stored. */
    Optional<Account> find(AccountName name);

    /** The accounts and tombstones that exist of these names. */
    Map<AccountName, Account> find(Collection<AccountName> names);

    /**
     * Moves the due time on, without a transition and without a new version.
     *
     * @param version the version that was read; another writer's success makes this a no-op
     * @param due when to look next; null for never
     * @return false when the account is not at that version any more
     */
    boolean postpone(AccountName name, long version, @Nullable Instant due);

    /** Accounts and tombstones whose due time has come, the earliest first. May lag behind writes; never shows what was not written. */
    List<Account> due(Instant now, int limit);

    /**
     * Shows every account and tombstone, some at a time and in no order, until told not to go on. The cost grows with all that the
     * store holds: for backups and adoptions, and for nothing that anybody waits for. What is written meanwhile may be missing or be
     * shown as it was.
     *
     * @param goOn whether to show more
     */
    void scan(Predicate<List<Account>> goOn);

    /** Writes these as they are, whatever was there: for a store that is being restored and that nobody else writes. */
    void restore(Collection<Account> accounts);
}
