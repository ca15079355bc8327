package io.dynamicaccounts.functions.store;

/**
 * The one table that is the memory of every function, as its ports. An implementation is safe for use by any number of threads
 * and processes; every method throws {@link StoreUnavailable} when the database throttles or cannot be reached, and nothing else for
 * that reason. Instants keep millisecond precision.
 */
public interface Store extends AutoCloseable {

    Accounts accounts();

    AccountNames names();

    Definitions definitions();

    Observations observations();

    History history();

    Assignments assignments();

    Zones zones();

    Heartbeats heartbeats();

    Declarations declarations();

    SweepMarks sweepMarks();

    Installations installations();

    /**
     * Asks the database something small.
     *
     * @throws StoreUnavailable when it does not answer
     */
    void ping();

    @Override
    void close();
}
