package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StorePorts;
import java.time.InstantSource;

/**
 * A store in plain maps under one lock: the meaning that every other store must agree with, for tests and
 * simulations.
 *
 * <p>It is never unavailable, its index of due work never lags, and it returns everything in a fixed order, so that
 * the same calls give the same answers. Closing the store does nothing: like a database, it outlives its users.
 */
public final class MemoryStore implements Store {

    private final StorePorts ports;

    /** Creates an empty store on the system's clock. */
    public MemoryStore() {
        this(InstantSource.system());
    }

    /**
     * Creates an empty store.
     *
     * @param clock the clock that decides the age of tombstones of assignments
     */
    public MemoryStore(InstantSource clock) {
        var lock = new Object();
        this.ports = new StorePorts(
                new MemoryAccounts(lock),
                new MemoryNames(lock),
                new MemoryDefinitions(lock),
                new MemoryCredentials(lock),
                new MemoryObservations(lock),
                new MemoryHistory(lock),
                new MemoryAssignments(lock, clock),
                new MemoryZones(lock),
                new MemoryHeartbeats(lock),
                new MemoryDeclarations(lock),
                new MemoryMigrationMarks(lock),
                new MemorySweepMarks(lock),
                new MemoryInstallations(lock));
    }

    @Override
    public StorePorts ports() {
        return ports;
    }

    @Override
    public void ping() {}

    @Override
    public void close() {}
}
