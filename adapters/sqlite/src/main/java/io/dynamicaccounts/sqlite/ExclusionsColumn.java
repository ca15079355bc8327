package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.store.CachingExclusions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The column of the agents that are excluded from caching, with the fields that its JSON has: equal exclusions are
 * equal texts.
 */
record ExclusionsColumn(long number, long epoch, List<Long> excluded, boolean pending, long revision) {

    /** Returns null for {@link CachingExclusions#NONE}, as in a row whose exclusions were never written. */
    static @Nullable String write(CachingExclusions exclusions) {
        if (exclusions.equals(CachingExclusions.NONE)) {
            return null;
        }
        return ColumnJson.write(new ExclusionsColumn(
                exclusions.number(),
                exclusions.epoch(),
                exclusions.excluded().stream().sorted().toList(),
                exclusions.pending(),
                exclusions.revision()));
    }

    static CachingExclusions read(String json) {
        ExclusionsColumn column = ColumnJson.read(json, ExclusionsColumn.class);
        return new CachingExclusions(
                column.number, column.epoch, Set.copyOf(column.excluded), column.pending, column.revision);
    }
}
