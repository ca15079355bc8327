package io.dynamicaccounts.functions.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The stored data cannot be read any more, and repeating the request does not help. The message says what to do. Any
 * caller may see the message, so it names no file and nothing that is stored.
 */
public final class StoreDamaged extends StoreUnavailable {
    private static final long serialVersionUID = 1;

    /** The shortest time that an operator may need. */
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    public StoreDamaged(String message, @Nullable Throwable cause) {
        super(message, RETRY_AFTER, cause);
    }
}
