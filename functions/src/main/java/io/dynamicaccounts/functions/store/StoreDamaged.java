package io.dynamicaccounts.functions.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is stored cannot be read any more, and asking again does not help. The message says what to do, to whoever may ask: it names no
 * file and nothing that is stored.
 */
public final class StoreDamaged extends StoreUnavailable {
    private static final long serialVersionUID = 1;

    /** As long as it may take an operator at least. */
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    public StoreDamaged(String message, @Nullable Throwable cause) {
        super(message, RETRY_AFTER, cause);
    }
}
