package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.scenario.PairsContract;
import io.dynamicaccounts.functions.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/** Runs one in 211 of the pairs, unless all are requested, because a run takes thirty times as long as in memory. */
class SqlitePairsTest extends PairsContract {

    @TempDir(factory = FastDirectory.class)
    static Path directory;

    private int stores;

    @Override
    protected Store open(InstantSource clock) {
        return SqliteStore.open(directory.resolve("run-" + stores++ + ".db"), clock);
    }

    @Override
    protected int oneIn() {
        return Integer.getInteger("pairs.one.in", 211);
    }
}
