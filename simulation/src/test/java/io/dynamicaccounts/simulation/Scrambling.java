package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SealedDefinition;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.definition.SecretFields;
import java.time.Instant;
import java.util.HashMap;

/** Stands in for encryption: a sealed secret is unlike itself, and opens only for its account, field and definition. */
final class Scrambling implements Sealing {

    @Override
    public SealedDefinition seal(AccountName account, DefinitionId id, Instant written, Definition plain) {
        var secrets = new HashMap<String, String>();
        var open = SecretFields.replaced(plain.fields(), (pointer, value) -> {
            secrets.put(pointer, reversed(bound(account, id, pointer) + value));
            return SecretFields.MASK;
        });
        return new SealedDefinition(account, id, written, open, secrets);
    }

    @Override
    public Definition open(SealedDefinition sealed) {
        return new Definition(SecretFields.replaced(sealed.fieldsInClear(), (pointer, value) -> {
            String plain = reversed(sealed.sealed().get(pointer));
            String bound = bound(sealed.account(), sealed.id(), pointer);
            if (!plain.startsWith(bound)) {
                throw new Unsealable("sealed for something else", new IllegalStateException());
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
