package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.SealedDefinition;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Store;
import java.util.List;
import java.util.Optional;

/**
 * Whether a key opens the secrets that a store holds: tries definitions until one opens. Reads as many accounts as it must, so it is
 * for the one time at which nothing else tells.
 */
final class StoredSecrets {

    private static final int PAGE = 100;

    /** So many damaged ones, and none that is whole, there are not: it is the key then. */
    private static final int MOST_CLOSED = 20;

    private StoredSecrets() {}

    /** What came of it. */
    sealed interface Tried {
        /** One opened. */
        record Opened() implements Tried {}

        /** No definition that an account points to has a secret. */
        record NoSecrets() implements Tried {}

        /** None opened of those that were tried, of which this is a secret of the first. */
        record Closed(String ciphertext, Sealing.Unsealable why) implements Tried {}
    }

    static Tried tried(Store store, Sealing sealing) {
        Tried.Closed first = null;
        int closed = 0;
        AccountName after = null;
        while (true) {
            List<AccountName> names = store.names().after(after, PAGE).stream()
                    .map(AccountNames.Entry::name)
                    .toList();
            if (names.isEmpty()) {
                return first == null ? new Tried.NoSecrets() : first;
            }
            after = names.getLast();
            for (SealedDefinition definition : definitions(store, names)) {
                Optional<Tried.Closed> tried = tried(definition, sealing);
                if (tried.isEmpty()) {
                    return new Tried.Opened();
                }
                first = first == null ? tried.get() : first;
                closed++;
                if (closed == MOST_CLOSED) {
                    return first;
                }
            }
        }
    }

    private static List<SealedDefinition> definitions(Store store, List<AccountName> names) {
        List<Definitions.Key> keys = store.accounts().find(names).values().stream()
                .filter(Account::exists)
                .flatMap(account -> account.definition().map(id -> new Definitions.Key(account.name(), id)).stream())
                .toList();
        return store.definitions().find(keys).values().stream()
                .filter(definition -> !definition.sealed().isEmpty())
                .toList();
    }

    /** Empty when it opened. */
    private static Optional<Tried.Closed> tried(SealedDefinition definition, Sealing sealing) {
        try {
            var _ = sealing.open(definition);
            return Optional.empty();
        } catch (Sealing.Unsealable e) {
            return Optional.of(
                    new Tried.Closed(definition.sealed().values().iterator().next(), e));
        }
    }
}
