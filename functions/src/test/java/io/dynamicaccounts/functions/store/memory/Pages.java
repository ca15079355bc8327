package io.dynamicaccounts.functions.store.memory;

import java.util.List;
import java.util.function.Predicate;

/**
 * Passes many items to a reader in pages, as a database would, and never under the lock, because the reader calls
 * the store.
 */
final class Pages {

    private static final int PAGE = 100;

    private Pages() {}

    static <T> void show(List<T> all, Predicate<List<T>> goOn) {
        for (int from = 0; from < all.size(); from += PAGE) {
            if (!goOn.test(all.subList(from, Math.min(from + PAGE, all.size())))) {
                return;
            }
        }
    }
}
