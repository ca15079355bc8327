package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.scenario.RandomHistoriesTest;
import io.dynamicaccounts.functions.store.Store;
import java.time.InstantSource;
import java.util.stream.LongStream;

/** A few random histories over the wire, of the many that are run in memory. */
class DynamoDbRandomHistoriesTest extends RandomHistoriesTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("random.histories", 4));
    }

    @Override
    protected Store open(Store memory) {
        return TestServer.emptyStore(InstantSource.system());
    }
}
