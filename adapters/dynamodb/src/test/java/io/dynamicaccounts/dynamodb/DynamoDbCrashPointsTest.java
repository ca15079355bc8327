package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.scenario.CrashPointsContract;
import io.dynamicaccounts.functions.store.Store;
import java.time.InstantSource;

/** A run over the wire takes hundreds of times as long as in memory, so one in 599 is played, unless all are asked for. */
class DynamoDbCrashPointsTest extends CrashPointsContract {

    @Override
    protected Store open(InstantSource clock) {
        return TestServer.emptyStore(clock);
    }

    @Override
    protected int oneIn() {
        return Integer.getInteger("crash.points.one.in", 599);
    }
}
