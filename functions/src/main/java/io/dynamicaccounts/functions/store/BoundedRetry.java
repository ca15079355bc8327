package io.dynamicaccounts.functions.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Repeats a step that reads and then writes on the condition of what it read, while other writers may change that in
 * between.
 *
 * @param tries how often the step runs at most; further failures in a row are contention from which the caller
 *     should back off
 */
public record BoundedRetry(int tries) {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /**
     * Runs the step until another writer does not interfere, and returns its result.
     *
     * @param step returns empty when another writer changed what the step read, so that the step must read again
     * @param failure supplies the message when every try was interfered with
     * @throws StoreUnavailable when every try was interfered with
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
     * Runs the step until it succeeds.
     *
     * @param step returns false when another writer changed what the step read, so that the step must read again
     * @param failure supplies the message when no try succeeds
     * @throws StoreUnavailable when no try succeeds
     */
    public void until(BooleanSupplier step, Supplier<String> failure) {
        boolean _ = run(() -> Optional.of(step.getAsBoolean()).filter(succeeded -> succeeded), failure);
    }
}
