package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.SecretFields;
import java.time.Instant;
import java.util.HashMap;

/**
 * Stands in for encryption: a sealed secret is unlike itself, and opens only for its account, field and definition.
 */
final class Scrambling implements DefinitionEncryption {

    @Override
    public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
        var secrets = new HashMap<String, String>();
        var open = SecretFields.replaced(plain.fields(), (pointer, value) -> {
            secrets.put(pointer, reversed(bound(account, id, pointer) + value));
            return SecretFields.MASK;
        });
        return new EncryptedDefinition(account, id, written, open, secrets);
    }

    @Override
    public Definition decrypt(EncryptedDefinition sealed) {
        return new Definition(SecretFields.replaced(sealed.fieldsInClear(), (pointer, value) -> {
            String plain = reversed(sealed.sealed().get(pointer));
            String bound = bound(sealed.account(), sealed.id(), pointer);
            if (!plain.startsWith(bound)) {
                throw new DecryptionFailed("sealed for something else", new IllegalStateException());
            }
            return plain.substring(bound.length());
        }));
    }

    private static String bound(AccountName account, DefinitionId id, String pointer) {
        return account + "|" + id + "|" + pointer + "|";
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
