package io.dynamicaccounts.functions.account;

/**
 * The eight states that operators see. The first four are stable; the other four are steps towards a stable state.
 */
public enum VisibleState implements Coded {
    INACTIVE("INACTIVE"),
    ACTIVE("ACTIVE"),
    FAILED("FAILED"),
    ORPHANED("ORPHANED"),
    TO_MIGRATE("TO_MIGRATE"),
    ACTIVATING("ACTIVATING"),
    TO_DEACTIVATE("TO_DEACTIVATE"),
    DEACTIVATING("DEACTIVATING");

    private final String code;

    VisibleState(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
