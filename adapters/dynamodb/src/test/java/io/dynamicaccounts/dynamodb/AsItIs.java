package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import java.time.Instant;
import java.util.Map;

/** A substitute for encryption in tests without secrets. */
final class AsItIs implements DefinitionEncryption {

    @Override
    public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
        return new EncryptedDefinition(account, id, written, plain.fields(), Map.of());
    }

    @Override
    public Definition decrypt(EncryptedDefinition sealed) {
        return new Definition(sealed.fieldsInClear());
    }
}
