package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the stored credentials by name, a page at a time. The last credential of a page begins the next one too. */
record CredentialPages(Credentials credentials) {

    /** How many stored credentials are read at a time, each of which may have the greatest size. */
    private static final int AT_A_TIME = 200;

    /** Reads pages from a name on, or from the beginning, until the action returns false or there are no more. */
    void whilePaging(@Nullable AccountName first, Predicate<List<Revision>> action) {
        whilePaging(first, AT_A_TIME, action);
    }

    /**
     * Returns as many credentials that pass the filter as the limit says, from a name on, or from the beginning; fewer
     * only where there are no more. One read where all pass.
     */
    List<CredentialView> filled(@Nullable AccountName first, int limit, Predicate<CredentialView> filter) {
        var views = new ArrayList<CredentialView>();
        whilePaging(first, limit, page -> {
            page.stream()
                    .flatMap(revision -> CredentialView.of(revision).stream())
                    .filter(view -> views.isEmpty()
                            || view.name().compareTo(views.getLast().name()) > 0)
                    .filter(filter)
                    .limit(limit - views.size())
                    .forEach(views::add);
            return views.size() < limit;
        });
        return views;
    }

    private void whilePaging(@Nullable AccountName first, int size, Predicate<List<Revision>> action) {
        List<Revision> page = credentials.page(first, size);
        int read = size;
        while (action.test(page) && page.size() == read) {
            read = Math.max(size, AT_A_TIME);
            // The last one is read again, since no name is known to come right after it.
            page = credentials.page(page.getLast().name(), read);
        }
    }
}
