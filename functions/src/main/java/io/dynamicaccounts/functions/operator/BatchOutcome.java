package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.util.List;

/**
 * What became of a batch, entry by entry, in the order asked.
 *
 * @param entries one for each entry of the request
 */
public record BatchOutcome(List<Entry> entries) {

    public BatchOutcome {
        entries = List.copyOf(entries);
    }

    /** What became of one entry. One entry never fails for the sake of another. */
    public record Entry(AccountName name, TransitionResult result) {}

    /** Whether none of the names exists. */
    public boolean allMissing() {
        return entries.stream().allMatch(entry -> entry.result() instanceof TransitionResult.Missing);
    }
}
