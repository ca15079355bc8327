package io.dynamicaccounts.local.process;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.sqlite.SqliteStore;

/** Opens a store without what seals the secrets in it: for whoever moves all of it as it is. */
public final class StoreWithoutKey {

    private StoreWithoutKey() {}

    /** To be read, be it that others serve it. */
    public static Store forReading(Storage storage, Settings settings) {
        return switch (storage) {
            case Storage.Embedded embedded -> SqliteStore.openForReading(embedded.database());
            case Storage.DynamoDb table -> DynamoDbStorage.bare(table, settings);
        };
    }

    /** To be written, while nobody serves it. A file is created where it is missing, a table where that was asked for. */
    public static Store forWriting(Storage storage, Settings settings) {
        return switch (storage) {
            case Storage.Embedded embedded -> SqliteStore.open(embedded.database());
            case Storage.DynamoDb table -> DynamoDbStorage.bare(table, settings);
        };
    }
}
