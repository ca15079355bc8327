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
 * Checks whether a key decrypts the secrets in a store, by trying definitions until one is decrypted. The check
 * reads as many accounts as necessary, so it is used only once, when no check value is noted.
 */
final class StoredSecrets {

    private static final int PAGE = 100;

    /**
     * The number of failures that prove a wrong key: a store does not hold so many damaged definitions and no intact
     * one.
     */
    private static final int MOST_FAILURES = 20;

    private StoredSecrets() {}

    /** The result of the check. */
    sealed interface DecryptionCheck {
        /** The key decrypted a definition. */
        record Decrypted() implements DecryptionCheck {}

        /** No definition that an account points to has a secret. */
        record NoSecrets() implements DecryptionCheck {}

        /** The key decrypted none of the definitions that were tried; the ciphertext is a secret of the first. */
        record NotDecrypted(String ciphertext, DefinitionEncryption.DecryptionFailed why) implements DecryptionCheck {}
    }

    static DecryptionCheck check(Store store, DefinitionEncryption encryption) {
        DecryptionCheck.NotDecrypted first = null;
        int failures = 0;
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
                failures++;
                if (failures == MOST_FAILURES) {
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

    /** Tries one definition; empty when the key decrypted it. */
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
