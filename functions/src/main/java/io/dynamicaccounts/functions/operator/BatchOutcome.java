package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The results of a batch, in the order of the request.
 *
 * @param entries one result for each entry of the request
 */
public record BatchOutcome(List<Entry> entries) {

    public BatchOutcome {
        entries = List.copyOf(entries);
    }

    /**
     * Returns the outcome of a batch from the names and the results of its entries, both in the order of the request.
     */
    static BatchOutcome of(List<AccountName> names, List<TransitionResult> results) {
        return new BatchOutcome(IntStream.range(0, names.size())
                .mapToObj(i -> new Entry(names.get(i), results.get(i)))
                .toList());
    }

    /** The result of one entry. One entry never fails because of another. */
    public record Entry(AccountName name, TransitionResult result) {}

    /** Returns whether none of the named accounts exists. */
    public boolean allMissing() {
        return entries.stream().allMatch(entry -> entry.result() instanceof TransitionResult.Missing);
    }
}
