package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.SecretFields;
import java.time.Instant;
import java.util.HashMap;

/**
 * Stands in for encryption where a test is about something else: secrets are masked, and kept as they are beside the
 * mask.
 */
final class MaskingOnly implements DefinitionEncryption {

    /** In the place of a ciphertext: one that no key opens. */
    static final String DAMAGED = "damaged";

    @Override
    public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
        var secrets = new HashMap<String, String>();
        var open = SecretFields.replaced(plain.fields(), (pointer, value) -> {
            secrets.put(pointer, (String) value);
            return SecretFields.MASK;
        });
        return new EncryptedDefinition(account, id, written, open, secrets);
    }

    @Override
    public Definition decrypt(EncryptedDefinition sealed) {
        if (sealed.sealed().containsValue(DAMAGED)) {
            throw new DecryptionFailed("it does not open", new IllegalStateException(DAMAGED));
        }
        return new Definition(SecretFields.replaced(
                sealed.fieldsInClear(), (pointer, value) -> sealed.sealed().get(pointer)));
    }
}
