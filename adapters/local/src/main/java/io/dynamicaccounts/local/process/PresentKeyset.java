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
 * The keyset that already lies where a store would be served with it: for commands that need no key, so that a wrong one is told before
 * anything is written, and not when the store is served. Where none is, nothing is told.
 */
public final class PresentKeyset {

    private PresentKeyset() {}

    /**
     * Returns when the keyset is the one that is wanted, or is not there yet.
     *
     * @param checkValue of the key that is wanted, if that is known
     * @throws WrongKey when it is another one
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

    /** The same, of what the store says itself. */
    public static void check(Storage storage, Store store) {
        check(storage, store.installations().find().flatMap(Installation::keyCheck));
    }

    /** Where the keyset of a store is. */
    public static Path file(Storage storage) {
        return switch (storage) {
            case Storage.Embedded(Path database) -> DatabaseKeyset.file(database);
            case Storage.DynamoDb table -> table.keyset();
        };
    }
}
