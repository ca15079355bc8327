package io.dynamicaccounts.sqlite;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Everything of a table, a page at a time, so that a reader is held up no longer than by anything else. */
final class TableScan {

    static final int PAGE = 500;

    private TableScan() {}

    /** @param page up to {@link #PAGE} that come after the last one of the page before, or the first ones */
    static <T> void pages(Predicate<List<T>> goOn, Function<Optional<T>, List<T>> page) {
        List<T> shown = page.apply(Optional.empty());
        while (!shown.isEmpty() && goOn.test(shown) && shown.size() == PAGE) {
            shown = page.apply(Optional.of(shown.getLast()));
        }
    }
}
