package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SealedDefinition;
import io.dynamicaccounts.functions.definition.Sealing;
import java.time.Instant;
import java.util.Map;

/** Stands in for encryption where nothing is secret. */
final class AsItIs implements Sealing {

    @Override
    public SealedDefinition seal(AccountName account, DefinitionId id, Instant written, Definition plain) {
        return new SealedDefinition(account, id, written, plain.fields(), Map.of());
    }

    @Override
    public Definition open(SealedDefinition sealed) {
        return new Definition(sealed.fieldsInClear());
    }
}
