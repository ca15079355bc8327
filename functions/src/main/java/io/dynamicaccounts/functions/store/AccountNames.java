package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of all accounts, in ascending order. A name is written before its account, and deleted after its account
 * only if the name still carries the token under which it was written. So a name may exist without an account, but
 * an account always has a name.
 */
public interface AccountNames {

    /**
     * The name as it was last written.
     *
     * @param token the token of the provisioning that wrote the name last
     * @param written when the name was written
     */
    record Entry(AccountName name, String token, Instant written) {}

    /** Writes the name under this token and replaces any earlier entry. */
    void put(Entry entry);

    /**
     * Deletes the name if it still carries this token.
     *
     * @return whether the name was deleted
     */
    boolean delete(AccountName name, String token);

    /** Returns up to {@code limit} names above {@code after}, or from the beginning, ascending by code unit. */
    List<Entry> after(@Nullable AccountName after, int limit);

    /**
     * Returns up to {@code limit} names after skipping {@code offset} from the beginning, ascending by code unit.
     */
    List<Entry> page(long offset, int limit);

    /** Returns the number of names. */
    long count();
}
