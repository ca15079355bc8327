package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is left to do once an account has become a tombstone. Every step may be repeated. */
public final class TombstoneCleanup {

    /**
     * A definition that no account points to is left alone for this long: the account that will point to it may be about to be
     * written. No function lives as long.
     */
    public static final Duration UNREFERENCED_FOR = Duration.ofHours(1);

    private final Store store;

    public TombstoneCleanup(Store store) {
        this.store = store;
    }

    /** Deletes the name, the definition and what agents found out of a removed account, and older definitions nobody points to. */
    public void cleanUp(Account tombstone, Instant now) {
        tombstone.nameToken().ifPresent(token -> store.names().delete(tombstone.name(), token));
        tombstone.definition().ifPresent(id -> store.definitions().delete(new Definitions.Key(tombstone.name(), id)));
        store.observations().delete(tombstone.name());
        store.definitions().deleteOthers(tombstone.name(), Optional.empty(), now.minus(UNREFERENCED_FOR));
    }
}
