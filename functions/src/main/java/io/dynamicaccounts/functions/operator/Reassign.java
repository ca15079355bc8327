package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import java.util.List;
import java.util.function.Function;

/** Hands accounts out again: their agents begin anew, as if the definition had changed. */
public final class Reassign implements Function<Reassign.Request, BatchOutcome> {

    private final BatchTransitions batches;

    /** Puts the function together over the shared components. */
    public Reassign(SharedComponents shared) {
        this.batches = new BatchTransitions(shared.context());
    }

    public record Request(String actor, List<AccountName> names) {}

    @Override
    public BatchOutcome apply(Request request) {
        return batches.move(EventFacts::reassign, request.actor(), request.names());
    }
}
