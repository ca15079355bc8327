package io.dynamicaccounts.functions.account;

import java.util.Arrays;

/** Where an account came from, under the word the published API uses for it. */
public enum Source {
    MIGRATED("clouddriver"),
    PROVISIONED("dynamic"),
    DECLARED_BY_AGENT("static-agent-config");

    private final String published;

    Source(String published) {
        this.published = published;
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
