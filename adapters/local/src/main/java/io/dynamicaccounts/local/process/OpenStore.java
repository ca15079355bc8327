package io.dynamicaccounts.local.process;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.installation.CheckedEncryption;
import io.dynamicaccounts.functions.installation.Readiness;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.secrets.LocalKeyCheck;
import io.dynamicaccounts.secrets.LocalKeyset;
import io.dynamicaccounts.secrets.TinkSealing;
import io.dynamicaccounts.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An opened store, and the encryption of the secrets in it.
 *
 * @param sealing the encryption, whose key was checked to be the key of the stored secrets
 */
record OpenStore(Store store, CheckedEncryption sealing) {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStore.class);

    static OpenStore of(Storage storage, Settings settings) throws IOException {
        return switch (storage) {
            case Storage.Embedded(Path database) -> embedded(database);
            case Storage.DynamoDb dynamoDb -> DynamoDbStorage.open(dynamoDb, settings);
        };
    }

    private static OpenStore embedded(Path database) throws IOException {
        // Before the database is opened: a new key in the place of a lost one would open none of the secrets stored
        // there.
        boolean created = DatabaseKeyset.isNew(database);
        LocalKeyset keyset = DatabaseKeyset.of(database);
        SqliteStore store = SqliteStore.open(database);
        boolean ready = false;
        try {
            Readiness.check(store, InstantSource.system());
            CheckedEncryption sealing = checked(keyset, store);
            ready = true;
            if (created) {
                LOG.info(
                        "new database created at {}, it has no accounts: if you expected some, end this, and name their file"
                                + " with --database",
                        database.toAbsolutePath());
            }
            return new OpenStore(store, sealing);
        } finally {
            if (!ready) {
                store.close();
            }
        }
    }

    /**
     * Returns the encryption with this keyset.
     *
     * @throws io.dynamicaccounts.functions.definition.WrongKey when the store's secrets are encrypted with another
     *     key
     */
    static CheckedEncryption checked(LocalKeyset keyset, Store store) {
        var sealing = new CheckedEncryption(new TinkSealing(keyset.keyEncryption()), new LocalKeyCheck(keyset), store);
        sealing.ensure();
        return sealing;
    }
}
