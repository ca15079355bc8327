package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.Event;
import java.util.List;
import java.util.function.Function;

/** Removes accounts: at once where no agent holds them, otherwise once every live agent has let go. */
public final class Delete implements Function<Delete.Request, BatchOutcome> {

    private final Batches batches;

    Delete(Batches batches) {
        this.batches = batches;
    }

    public record Request(String actor, List<AccountName> names) {}

    @Override
    public BatchOutcome apply(Request request) {
        return batches.move(Event.DELETE, request.actor(), request.names());
    }
}
