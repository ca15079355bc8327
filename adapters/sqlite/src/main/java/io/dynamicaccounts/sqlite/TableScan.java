package io.dynamicaccounts.sqlite;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads a whole table, a page at a time, so that other reads are delayed no longer than by any other read. */
final class TableScan {

    static final int PAGE = 500;

    private TableScan() {}

    /**
     * Reads pages until the last one, or until the predicate returns false.
     *
     * @param page returns up to {@link #PAGE} rows after the last row of the page before, or the first rows
     */
    static <T> void pages(Predicate<List<T>> goOn, Function<Optional<T>, List<T>> page) {
        List<T> shown = page.apply(Optional.empty());
        while (!shown.isEmpty() && goOn.test(shown) && shown.size() == PAGE) {
            shown = page.apply(Optional.of(shown.getLast()));
        }
    }
}
