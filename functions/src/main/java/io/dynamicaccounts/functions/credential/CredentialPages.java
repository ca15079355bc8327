package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the stored credentials by name, a page at a time. The last credential of a page begins the next one too. */
record CredentialPages(Credentials credentials) {

    /** How many stored credentials are read at a time, each of which may have the greatest size. */
    private static final int AT_A_TIME = 200;

    /** Reads pages from a name on, or from the beginning, until the action returns false or there are no more. */
    void whilePaging(@Nullable AccountName first, Predicate<List<Revision>> action) {
        List<Revision> page = credentials.page(first, AT_A_TIME);
        while (action.test(page) && page.size() == AT_A_TIME) {
            // The last one is read again, since no name is known to come right after it.
            page = credentials.page(page.getLast().name(), AT_A_TIME);
        }
    }
}
