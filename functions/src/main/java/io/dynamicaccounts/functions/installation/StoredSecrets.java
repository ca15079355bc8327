package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
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
    sealed interface DecryptionCheck {
        /** One opened. */
        record Decrypted() implements DecryptionCheck {}

        /** No definition that an account points to has a secret. */
        record NoSecrets() implements DecryptionCheck {}

        /** None opened of those that were tried, of which this is a secret of the first. */
        record NotDecrypted(String ciphertext, DefinitionEncryption.DecryptionFailed why) implements DecryptionCheck {}
    }

    static DecryptionCheck check(Store store, DefinitionEncryption encryption) {
        DecryptionCheck.NotDecrypted first = null;
        int closed = 0;
        AccountName after = null;
        while (true) {
            List<AccountName> names = store.names().after(after, PAGE).stream()
                    .map(AccountNames.Entry::name)
                    .toList();
            if (names.isEmpty()) {
                return first == null ? new DecryptionCheck.NoSecrets() : first;
            }
            after = names.getLast();
            for (EncryptedDefinition definition : definitions(store, names)) {
                Optional<DecryptionCheck.NotDecrypted> tried = check(definition, encryption);
                if (tried.isEmpty()) {
                    return new DecryptionCheck.Decrypted();
                }
                first = first == null ? tried.get() : first;
                closed++;
                if (closed == MOST_CLOSED) {
                    return first;
                }
            }
        }
    }

    private static List<EncryptedDefinition> definitions(Store store, List<AccountName> names) {
        List<Definitions.Key> keys = store.accounts().find(names).values().stream()
                .filter(Account::exists)
                .flatMap(account -> account.definition().map(id -> new Definitions.Key(account.name(), id)).stream())
                .toList();
        return store.definitions().find(keys).values().stream()
                .filter(definition -> !definition.sealed().isEmpty())
                .toList();
    }

    /** Empty when it opened. */
    private static Optional<DecryptionCheck.NotDecrypted> check(
            EncryptedDefinition definition, DefinitionEncryption encryption) {
        try {
            var _ = encryption.decrypt(definition);
            return Optional.empty();
        } catch (DefinitionEncryption.DecryptionFailed e) {
            return Optional.of(new DecryptionCheck.NotDecrypted(
                    definition.sealed().values().iterator().next(), e));
        }
    }
}
