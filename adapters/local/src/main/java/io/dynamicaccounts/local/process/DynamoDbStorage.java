package io.dynamicaccounts.local.process;

import io.dynamicaccounts.dynamodb.DynamoDbSettings;
import io.dynamicaccounts.dynamodb.DynamoDbStore;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.installation.CheckedEncryption;
import io.dynamicaccounts.functions.installation.Readiness;
import io.dynamicaccounts.secrets.LocalKeyset;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a table. No other class here refers to DynamoDB's classes, so a process without a table does not load them.
 */
final class DynamoDbStorage {

    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbStorage.class);

    private DynamoDbStorage() {}

    /** Opens the table without the key of its secrets. */
    static DynamoDbStore bare(Storage.DynamoDb storage, Settings settings) {
        DynamoDbStore store =
                DynamoDbStore.open(DynamoDbSettings.of(storage.table(), storage.endpoint(), settings.history()));
        boolean opened = false;
        try {
            switch (storage.missing()) {
                case CREATE -> {
                    if (store.createTable()) {
                        LOG.info("created the {}, or what it lacked", storage);
                    }
                }
                case FAIL -> store.checkTable();
            }
            opened = true;
            return store;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    static OpenStore open(Storage.DynamoDb storage, Settings settings) {
        DynamoDbStore store = bare(storage, settings);
        boolean opened = false;
        try {
            // Before a key is created: a table that must not be served may contain data.
            Readiness.check(store, InstantSource.system());
            // A new key in the place of a lost one would open none of the secrets stored there.
            LocalKeyset keyset =
                    isFresh(store) ? LocalKeyset.openOrCreate(storage.keyset()) : LocalKeyset.open(storage.keyset());
            CheckedEncryption sealing = OpenStore.checked(keyset, store);
            opened = true;
            return new OpenStore(store, sealing);
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    /**
     * Returns whether the table is unused: the first process that uses a table sweeps at once, and leaves its mark.
     */
    private static boolean isFresh(DynamoDbStore store) {
        return store.sweepMarks().read().isEmpty()
                && store.names().after(null, 1).isEmpty();
    }
}
