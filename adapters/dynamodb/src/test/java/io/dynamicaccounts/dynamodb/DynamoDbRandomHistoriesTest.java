package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.scenario.RandomHistoriesTest;
import io.dynamicaccounts.functions.store.Store;
import java.time.InstantSource;
import java.util.stream.LongStream;

/** Runs a few of the random histories over the wire. */
@NeedsTestServer
class DynamoDbRandomHistoriesTest extends RandomHistoriesTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("random.histories", 4));
    }

    @Override
    protected Store open(Store memory) {
        return TestServer.emptyStore(InstantSource.system());
    }
}
