package io.dynamicaccounts.functions.account;

import java.util.Arrays;

/** Where an account came from. The published API has a word of its own for each source. */
public enum Source implements Coded {
    MIGRATED("MIGRATED", "clouddriver"),
    PROVISIONED("PROVISIONED", "dynamic"),
    DECLARED_BY_AGENT("DECLARED_BY_AGENT", "static-agent-config");

    private final String code;
    private final String published;

    Source(String code, String published) {
        this.code = code;
        this.published = published;
    }

    /** {@inheritDoc} Stores keep this code; the API uses another word: see {@link #published()}. */
    @Override
    public String code() {
        return code;
    }

    /** Returns the word of the published API. */
    public String published() {
        return published;
    }

    /**
     * Returns whether operators may change accounts of this source. Operators cannot change an account that an
     * agent's own configuration declares; at most they may delete it.
     */
    public boolean dynamic() {
        return this != DECLARED_BY_AGENT;
    }

    /**
     * Returns the source with this published word.
     *
     * @throws IllegalArgumentException when no source has this word
     */
    public static Source of(String published) {
        return Arrays.stream(values())
                .filter(source -> source.published.equals(published))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such source"));
    }
}
