package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.scenario.PairsContract;
import io.dynamicaccounts.functions.store.Store;
import java.time.InstantSource;

/**
 * Runs one in 3,001 of the pairs, unless all are requested, because a run takes hundreds of times as long as in
 * memory.
 */
@NeedsTestServer
class DynamoDbPairsTest extends PairsContract {

    @Override
    protected Store open(InstantSource clock) {
        return TestServer.emptyStore(clock);
    }

    @Override
    protected int oneIn() {
        return Integer.getInteger("pairs.one.in", 3001);
    }
}
