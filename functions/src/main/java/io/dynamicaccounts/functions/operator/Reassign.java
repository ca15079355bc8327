package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import java.util.List;
import java.util.function.Function;

/** Assigns accounts again: their agents start them again, as if the definition had changed. */
public final class Reassign implements Function<Reassign.Request, BatchOutcome> {

    private final BatchTransitions batches;

    /** Builds the function over the shared components. */
    public Reassign(SharedComponents shared) {
        this.batches = new BatchTransitions(shared.context());
    }

    /** Asks to reassign accounts, in the name of an operator. */
    public record Request(String actor, List<AccountName> names) {}

    @Override
    public BatchOutcome apply(Request request) {
        return batches.move(EventFacts::reassign, request.actor(), request.names());
    }
}
