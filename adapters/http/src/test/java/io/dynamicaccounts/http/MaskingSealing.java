package io.dynamicaccounts.http;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.http.json.JsonBytes;
import io.dynamicaccounts.http.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;

/**
 * Masks as the real sealing does, and encodes the secrets in base 64 instead of encrypting them, which is enough for
 * tests of a transport.
 */
final class MaskingSealing implements DefinitionEncryption {

    @Override
    public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
        var secrets = new LinkedHashMap<String, String>();
        var open = SecretFields.replaced(plain.fields(), (pointer, value) -> {
            secrets.put(pointer, Base64.getEncoder().encodeToString(JsonBytes.of(value)));
            return SecretFields.MASK;
        });
        return new EncryptedDefinition(account, id, written, open, secrets);
    }

    @Override
    public Definition decrypt(EncryptedDefinition sealed) {
        return new Definition(SecretFields.filled(sealed.fieldsInClear(), pointer -> {
            byte[] json =
                    Base64.getDecoder().decode(sealed.sealed().get(pointer).getBytes(StandardCharsets.US_ASCII));
            return ((JsonText.Result.Value) JsonText.read(json)).value();
        }));
    }
}
