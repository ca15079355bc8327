package io.dynamicaccounts.configuration;

import java.util.List;

/** The configuration cannot be used. Each problem names a key, what would be right and where the value came from. */
public final class Misconfigured extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Misconfigured(List<String> problems) {
        super(String.join("\n", problems));
    }
}
