package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.memory.MemoryStore;

/**
 * What an installation remembers.
 *
 * @param store where every write is seen, and none goes wrong
 * @param suffering the same as functions call it
 */
record Memory(Store store, Store suffering, Reads reads) {

    /** An empty one. */
    static Memory empty(Timeline timeline, Ledger ledger, Weather weather, DeliberateFault fault) {
        var bare = new MemoryStore(timeline::now);
        var index = new Index(timeline, bare.accounts());
        Store seen = Ports.around(bare, call -> {
            Object answer = ledger.around(call);
            index.saw(call, answer);
            return answer;
        });
        Store suffering = Ports.around(
                fault.below().apply(seen),
                call -> Call.CURRENT.isBound() ? Call.CURRENT.get().around(call) : call.proceed());
        return new Memory(seen, fault.above().apply(suffering), new Reads(weather, index));
    }
}
