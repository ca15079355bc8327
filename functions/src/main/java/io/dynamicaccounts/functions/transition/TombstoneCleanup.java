package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Deletes the items that belong to an account once the account has become a tombstone. Every step may be repeated.
 */
public final class TombstoneCleanup {

    /**
     * How long a definition is kept that no account points to: a function may be about to write the account that
     * points to it. No function runs as long.
     */
    public static final Duration UNREFERENCED_FOR = Duration.ofHours(1);

    private final Store store;

    public TombstoneCleanup(Store store) {
        this.store = store;
    }

    /**
     * Deletes the name, the definition and the observations of a removed account, and its older unreferenced
     * definitions.
     */
    public void cleanUp(Account tombstone, Instant now) {
        tombstone.nameToken().ifPresent(token -> store.names().delete(tombstone.name(), token));
        tombstone.definition().ifPresent(id -> store.definitions().delete(new Definitions.Key(tombstone.name(), id)));
        store.observations().delete(tombstone.name());
        store.definitions().deleteOthers(tombstone.name(), Optional.empty(), now.minus(UNREFERENCED_FOR));
    }
}
