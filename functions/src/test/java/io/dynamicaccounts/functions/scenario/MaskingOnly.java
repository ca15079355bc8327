package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SealedDefinition;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.definition.SecretFields;
import java.time.Instant;
import java.util.HashMap;

/** Stands in for encryption where a test is about something else: secrets are masked, and kept as they are beside the mask. */
final class MaskingOnly implements Sealing {

    @Override
    public SealedDefinition seal(AccountName account, DefinitionId id, Instant written, Definition plain) {
        var secrets = new HashMap<String, String>();
        var open = SecretFields.replaced(plain.fields(), (pointer, value) -> {
            secrets.put(pointer, (String) value);
            return SecretFields.MASK;
        });
        return new SealedDefinition(account, id, written, open, secrets);
    }

    @Override
    public Definition open(SealedDefinition sealed) {
        return new Definition(SecretFields.replaced(
                sealed.open(), (pointer, value) -> sealed.sealed().get(pointer)));
    }
}
