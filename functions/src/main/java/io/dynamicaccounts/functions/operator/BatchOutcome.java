package io.dynamicaccounts.functions.operator;

import java.util.List;

/**
 * What became of a batch, entry by entry, in the order asked.
 *
 * @param entries one for each entry of the request
 */
public record BatchOutcome(List<EntryOutcome> entries) {

    public BatchOutcome {
        entries = List.copyOf(entries);
    }

    /** Whether none of the names exists. */
    public boolean allMissing() {
        return entries.stream().allMatch(EntryOutcome.Missing.class::isInstance);
    }
}
