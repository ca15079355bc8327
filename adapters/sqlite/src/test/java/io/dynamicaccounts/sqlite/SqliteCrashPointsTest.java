package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.scenario.CrashPointsContract;
import io.dynamicaccounts.functions.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;

/** A run takes thirty times as long as in memory, so one in 57 is played, unless all are asked for: of every kind of failure as many as of the others. */
// The longest of this module: others run beside it.
@Order(1)
class SqliteCrashPointsTest extends CrashPointsContract {

    @TempDir(factory = FastDirectory.class)
    static Path directory;

    private int stores;

    @Override
    protected Store open(InstantSource clock) {
        return SqliteStore.open(directory.resolve("run-" + stores++ + ".db"), clock);
    }

    @Override
    protected int oneIn() {
        return Integer.getInteger("crash.points.one.in", 57);
    }
}
