package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.VisibleState;
import java.util.Map;
import java.util.Optional;

/**
 * The table in which all functions keep their state, as its ports. An implementation is safe for use by any number
 * of threads and processes; every method throws {@link StoreUnavailable} when the database throttles or cannot be
 * reached, and no other exception for that reason. Instants keep millisecond precision.
 */
public interface Store extends AutoCloseable {

    /** Returns all of the store's ports; the same at every call. */
    StorePorts ports();

    default Accounts accounts() {
        return ports().accounts();
    }

    default AccountNames names() {
        return ports().names();
    }

    default Definitions definitions() {
        return ports().definitions();
    }

    default Credentials credentials() {
        return ports().credentials();
    }

    default Observations observations() {
        return ports().observations();
    }

    default History history() {
        return ports().history();
    }

    default Assignments assignments() {
        return ports().assignments();
    }

    default Zones zones() {
        return ports().zones();
    }

    default Heartbeats heartbeats() {
        return ports().heartbeats();
    }

    default Declarations declarations() {
        return ports().declarations();
    }

    default MigrationMarks migrationMarks() {
        return ports().migrationMarks();
    }

    default SweepMarks sweepMarks() {
        return ports().sweepMarks();
    }

    default Installations installations() {
        return ports().installations();
    }

    /**
     * Returns how many accounts are in each state, including states without accounts; empty where the database
     * cannot count without reading all accounts.
     */
    default Optional<Map<VisibleState, Long>> countByState() {
        return Optional.empty();
    }

    /**
     * Sends the database a small request.
     *
     * @throws StoreUnavailable when the database does not respond
     */
    void ping();

    @Override
    void close();
}
