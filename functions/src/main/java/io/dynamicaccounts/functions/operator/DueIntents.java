package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Takes up the intents of credentials that are due: those of a function that ended before it had carried them out,
 * and those that have to wait. An intent that is taken up is due no more, or later.
 */
public final class DueIntents implements Sweep.FurtherWork {

    private static final int PAGE = 100;

    private final WriteContext context;
    private final IntentExecution execution;

    /** Builds the work over the shared components. */
    public DueIntents(SharedComponents shared) {
        this.context = shared.context();
        this.execution = new IntentExecution(shared);
    }

    @Override
    public boolean take(BooleanSupplier timeLeft) {
        List<Revision> due = due();
        while (!due.isEmpty() && timeLeft.getAsBoolean()) {
            List<Optional<Revision>> settled = context.parallel().map(due, execution::takeUp);
            if (settled.stream().allMatch(Optional::isEmpty)) {
                // All were settled by others: the index names them until it has followed.
                return true;
            }
            due = due();
        }
        return due.isEmpty();
    }

    private List<Revision> due() {
        return context.store().credentials().due(context.now(), PAGE);
    }
}
