package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import java.util.List;
import java.util.function.Function;

/** Stops accounts: they become INACTIVE once every live agent of their zone has released them. */
public final class Deactivate implements Function<Deactivate.Request, BatchOutcome> {

    private final BatchTransitions batches;

    /** Builds the function over the shared components. */
    public Deactivate(SharedComponents shared) {
        this.batches = new BatchTransitions(shared.context());
    }

    /** Asks to deactivate accounts, in the name of an operator. */
    public record Request(String actor, List<AccountName> names) {}

    @Override
    public BatchOutcome apply(Request request) {
        return batches.move(EventFacts::deactivate, request.actor(), request.names());
    }
}
