package io.dynamicaccounts.functions.account;

import java.util.Arrays;

/** Where an account came from, under the word the published API uses for it. */
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

    /** {@inheritDoc} It is stored; the API has another word: see {@link #published()}. */
    @Override
    public String code() {
        return code;
    }

    public String published() {
        return published;
    }

    /** Operators may change everything but what an agent's own configuration declares: that they may at most delete. */
    public boolean dynamic() {
        return this != DECLARED_BY_AGENT;
    }

    /**
     * The source with this published word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Source of(String published) {
        return Arrays.stream(values())
                .filter(source -> source.published.equals(published))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such source"));
    }
}
