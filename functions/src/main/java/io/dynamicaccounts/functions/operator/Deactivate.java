package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import java.util.List;
import java.util.function.Function;

/** Takes accounts from the agents of their zone; they rest INACTIVE once every live agent has let go. */
public final class Deactivate implements Function<Deactivate.Request, BatchOutcome> {

    private final BatchTransitions batches;

    /** Puts the function together over the shared components. */
    public Deactivate(SharedComponents shared) {
        this.batches = new BatchTransitions(shared.context());
    }

    public record Request(String actor, List<AccountName> names) {}

    @Override
    public BatchOutcome apply(Request request) {
        return batches.move(EventFacts::deactivate, request.actor(), request.names());
    }
}
