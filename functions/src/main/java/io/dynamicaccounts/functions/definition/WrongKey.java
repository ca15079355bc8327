package io.dynamicaccounts.functions.definition;

import org.jspecify.annotations.Nullable;

/**
 * The key of this process is not the key that encrypted the stored secrets, or cannot encrypt. Nothing was written,
 * and the failure shows nothing about any definition. The message says what to do; it contains no secret.
 */
public final class WrongKey extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongKey(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
