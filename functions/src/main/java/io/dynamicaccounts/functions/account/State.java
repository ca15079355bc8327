package io.dynamicaccounts.functions.account;

/** The eight states that operators see. The first four rest, the others are under way. */
public enum State {
    INACTIVE,
    ACTIVE,
    FAILED,
    ORPHANED,
    TO_MIGRATE,
    ACTIVATING,
    TO_DEACTIVATE,
    DEACTIVATING
}
