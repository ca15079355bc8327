package io.dynamicaccounts.functions.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Repeats a step that reads and then writes on the condition of what it read, while others change that in between.
 *
 * @param tries how often the step is taken at most; more in a row is contention that the caller should back off from
 */
public record BoundedRetry(int tries) {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /**
     * Returns what the first step gives that nobody came in between of.
     *
     * @param step empty when what it read was changed meanwhile, and all must be looked at again
     * @param failure the message when that was so each time
     * @throws StoreUnavailable when that was so each time
     */
    public <T> T run(Supplier<Optional<T>> step, Supplier<String> failure) {
        for (int taken = 0; taken < tries; taken++) {
            Optional<T> result = step.get();
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new StoreUnavailable(failure.get(), RETRY_AFTER, null);
    }

    /**
     * Returns once a step succeeds.
     *
     * @param step whether it succeeded; not when what it read was changed meanwhile, and all must be looked at again
     * @param failure the message when none succeeds
     * @throws StoreUnavailable when none succeeds
     */
    public void until(BooleanSupplier step, Supplier<String> failure) {
        boolean _ = run(() -> Optional.of(step.getAsBoolean()).filter(succeeded -> succeeded), failure);
    }
}
