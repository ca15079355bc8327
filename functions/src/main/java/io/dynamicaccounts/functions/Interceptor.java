package io.dynamicaccounts.functions;

/** Whether what is written to {@code /credentials} changes the accounts of the same names. */
public enum Interceptor {
    /** Credentials are stored, and nothing else happens. */
    OFF,
    /** A new credential is migrated and activated, a changed one updates its account, a deleted one removes it. */
    ON
}
