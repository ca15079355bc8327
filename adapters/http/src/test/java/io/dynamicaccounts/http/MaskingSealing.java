package io.dynamicaccounts.http;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SealedDefinition;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.http.json.JsonBytes;
import io.dynamicaccounts.http.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;

/** Masks as the real sealing does, and keeps the secrets in base 64 instead of encrypting them: enough for a transport's tests. */
final class MaskingSealing implements Sealing {

    @Override
    public SealedDefinition seal(AccountName account, DefinitionId id, Instant written, Definition plain) {
        var secrets = new LinkedHashMap<String, String>();
        var open = SecretFields.replaced(plain.fields(), (pointer, value) -> {
            secrets.put(pointer, Base64.getEncoder().encodeToString(JsonBytes.of(value)));
            return SecretFields.MASK;
        });
        return new SealedDefinition(account, id, written, open, secrets);
    }

    @Override
    public Definition open(SealedDefinition sealed) {
        return new Definition(SecretFields.filled(sealed.fieldsInClear(), pointer -> {
            byte[] json =
                    Base64.getDecoder().decode(sealed.sealed().get(pointer).getBytes(StandardCharsets.US_ASCII));
            return ((JsonText.Result.Value) JsonText.read(json)).value();
        }));
    }
}
