package io.dynamicaccounts.local.process;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.sqlite.SqliteStore;

/** Opens a store without the key of its secrets, for commands that copy all of its content unchanged. */
public final class StoreWithoutKey {

    private StoreWithoutKey() {}

    /** Opens a store for reading, even while other processes serve it. */
    public static Store forReading(Storage storage, Settings settings) {
        return switch (storage) {
            case Storage.Embedded embedded -> SqliteStore.openForReading(embedded.database());
            case Storage.DynamoDb table -> DynamoDbStorage.bare(table, settings);
        };
    }

    /**
     * Opens a store for writing, while no process serves it. A missing file is created, and a missing table where
     * the options ask for it.
     */
    public static Store forWriting(Storage storage, Settings settings) {
        return switch (storage) {
            case Storage.Embedded embedded -> SqliteStore.open(embedded.database());
            case Storage.DynamoDb table -> DynamoDbStorage.bare(table, settings);
        };
    }
}
