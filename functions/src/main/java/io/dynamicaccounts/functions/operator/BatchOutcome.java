package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.util.List;

/**
 * The results of a batch, in the order of the request.
 *
 * @param entries one result for each entry of the request
 */
public record BatchOutcome(List<Entry> entries) {

    public BatchOutcome {
        entries = List.copyOf(entries);
    }

    /** The result of one entry. One entry never fails because of another. */
    public record Entry(AccountName name, TransitionResult result) {}

    /** Returns whether none of the named accounts exists. */
    public boolean allMissing() {
        return entries.stream().allMatch(entry -> entry.result() instanceof TransitionResult.Missing);
    }
}
