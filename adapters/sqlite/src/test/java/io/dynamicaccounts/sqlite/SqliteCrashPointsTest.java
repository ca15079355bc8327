package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.scenario.CrashPointsContract;
import io.dynamicaccounts.functions.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs one in 97 of the crash points, unless all are requested, because a run takes thirty times as long as in
 * memory.
 */
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
        return Integer.getInteger("crash.points.one.in", 97);
    }
}
