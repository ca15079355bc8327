package io.dynamicaccounts.configuration;

import java.util.List;

/**
 * Thrown when the configuration cannot be used. Each problem names a key, the values that are permitted, and the
 * origin of the value.
 */
public final class Misconfigured extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Misconfigured(List<String> problems) {
        super(String.join("\n", problems));
    }
}
