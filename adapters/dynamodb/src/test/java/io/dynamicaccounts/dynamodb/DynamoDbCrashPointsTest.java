package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.scenario.CrashPointsContract;
import io.dynamicaccounts.functions.store.Store;
import java.time.InstantSource;

/**
 * Runs one in 997 of the crash points, unless all are requested, because a run takes hundreds of times as long as in
 * memory.
 */
@NeedsTestServer
class DynamoDbCrashPointsTest extends CrashPointsContract {

    @Override
    protected Store open(InstantSource clock) {
        return TestServer.emptyStore(clock);
    }

    @Override
    protected int oneIn() {
        return Integer.getInteger("crash.points.one.in", 997);
    }
}
