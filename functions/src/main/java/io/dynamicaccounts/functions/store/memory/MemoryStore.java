package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.Declarations;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.History;
import io.dynamicaccounts.functions.store.Installations;
import io.dynamicaccounts.functions.store.Observations;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.SweepMarks;
import io.dynamicaccounts.functions.store.Zones;
import java.time.InstantSource;

/**
 * A store in plain maps under one lock: the meaning that every other store must agree with, for tests and simulations.
 *
 * <p>It is never unavailable, its index of due work never lags, and it returns everything in a fixed order, so that the same
 * calls give the same answers. Closing it does nothing: as a database would, it outlives whoever uses it.
 */
public final class MemoryStore implements Store {

    private final Accounts accounts;
    private final AccountNames names;
    private final Definitions definitions;
    private final Observations observations;
    private final Declarations declarations;
    private final History history;
    private final Assignments assignments;
    private final Zones zones;
    private final Heartbeats heartbeats;
    private final SweepMarks sweepMarks;
    private final Installations installations;

    /** An empty store on the system's clock. */
    public MemoryStore() {
        this(InstantSource.system());
    }

    /**
     * An empty store.
     *
     * @param clock by which the age of tombstones of assignments is told
     */
    public MemoryStore(InstantSource clock) {
        var lock = new Object();
        this.accounts = new MemoryAccounts(lock);
        this.names = new MemoryNames(lock);
        this.definitions = new MemoryDefinitions(lock);
        this.observations = new MemoryObservations(lock);
        this.declarations = new MemoryDeclarations(lock);
        this.history = new MemoryHistory(lock);
        this.assignments = new MemoryAssignments(lock, clock);
        this.zones = new MemoryZones(lock);
        this.heartbeats = new MemoryHeartbeats(lock);
        this.sweepMarks = new MemorySweepMarks(lock);
        this.installations = new MemoryInstallations(lock);
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public AccountNames names() {
        return names;
    }

    @Override
    public Definitions definitions() {
        return definitions;
    }

    @Override
    public Observations observations() {
        return observations;
    }

    @Override
    public Declarations declarations() {
        return declarations;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Assignments assignments() {
        return assignments;
    }

    @Override
    public Zones zones() {
        return zones;
    }

    @Override
    public Heartbeats heartbeats() {
        return heartbeats;
    }

    @Override
    public SweepMarks sweepMarks() {
        return sweepMarks;
    }

    @Override
    public Installations installations() {
        return installations;
    }

    @Override
    public void ping() {}

    @Override
    public void close() {}
}
