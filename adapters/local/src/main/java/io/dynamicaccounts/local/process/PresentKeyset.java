package io.dynamicaccounts.local.process;

import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.WrongKey;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.secrets.LocalKeyCheck;
import io.dynamicaccounts.secrets.LocalKeyset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Checks the keyset that already exists where a store would be served with it. Commands that need no key use this
 * check to report a wrong keyset before anything is written, and not when the store is served. A missing keyset is
 * not reported.
 */
public final class PresentKeyset {

    private PresentKeyset() {}

    /**
     * Returns when the keyset is the wanted one, or does not exist yet.
     *
     * @param checkValue the check value of the wanted key, if it is known
     * @throws WrongKey when the keyset is another one
     */
    public static void check(Storage storage, Optional<String> checkValue) {
        Path file = file(storage);
        if (checkValue.isEmpty() || !Files.exists(file)) {
            return;
        }
        var key = new LocalKeyCheck(LocalKeyset.open(file));
        try {
            key.decrypt(checkValue.get());
        } catch (DefinitionEncryption.DecryptionFailed e) {
            throw new WrongKey(key.explain(checkValue.get()), e);
        }
    }

    /** Performs the same check with the check value that the store holds. */
    public static void check(Storage storage, Store store) {
        check(storage, store.installations().find().flatMap(Installation::keyCheck));
    }

    /** Returns the file of a store's keyset. */
    public static Path file(Storage storage) {
        return switch (storage) {
            case Storage.Embedded(Path database) -> DatabaseKeyset.file(database);
            case Storage.DynamoDb table -> table.keyset();
        };
    }
}
