package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.AccountName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of all accounts, in order. A name is written before its account, and deleted after it on the token it was written
 * under, so a name may dangle but an account is never without one.
 */
public interface AccountNames {

    /**
     * A name as it was last written.
     *
     * @param token of whoever provisioned it last
     * @param written when
     */
    record Entry(AccountName name, String token, Instant written) {}

    /** Writes the name under this token, whatever was there. */
    void put(Entry entry);

    /** Deletes the name if it still carries this token; whether it did. */
    boolean delete(AccountName name, String token);

    /** Up to {@code limit} names above {@code after}, or from the beginning, ascending by code unit. */
    List<Entry> after(@Nullable AccountName after, int limit);

    /** Up to {@code limit} names after skipping {@code offset} from the beginning, ascending by code unit. */
    List<Entry> page(long offset, int limit);

    long count();
}
