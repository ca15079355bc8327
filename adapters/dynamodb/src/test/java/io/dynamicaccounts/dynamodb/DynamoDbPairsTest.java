package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.scenario.PairsContract;
import io.dynamicaccounts.functions.store.Store;
import java.time.InstantSource;

/** A run over the wire takes hundreds of times as long as in memory, so one in 2,003 is played, unless all are asked for. */
class DynamoDbPairsTest extends PairsContract {

    @Override
    protected Store open(InstantSource clock) {
        return TestServer.emptyStore(clock);
    }

    @Override
    protected int oneIn() {
        return Integer.getInteger("pairs.one.in", 2003);
    }
}
