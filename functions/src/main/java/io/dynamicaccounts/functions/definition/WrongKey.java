package io.dynamicaccounts.functions.definition;

import org.jspecify.annotations.Nullable;

/**
 * The key of this process is not the one that the stored secrets are encrypted with, or cannot encrypt. Nothing was written, and nothing
 * is known of any definition. The message says what to do; it has no secret.
 */
public final class WrongKey extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongKey(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
