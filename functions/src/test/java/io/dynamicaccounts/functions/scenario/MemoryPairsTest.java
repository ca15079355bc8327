package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import java.time.InstantSource;

class MemoryPairsTest extends PairsContract {

    @Override
    protected Store open(InstantSource clock) {
        return new MemoryStore(clock);
    }
}
