package io.dynamicaccounts.functions.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The store throttles, cannot be reached, or did not respond in time. The write may or may not have happened; the
 * caller may repeat the request.
 */
public sealed class StoreUnavailable extends RuntimeException permits StoreDamaged {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public StoreUnavailable(String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** Returns how long the caller should wait, at least. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
