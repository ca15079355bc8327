package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The immutable definition as stores keep it and operators see it.
 *
 * @param account the account of the definition
 * @param id the random id of this definition
 * @param written when it was encrypted, by the control plane's clock
 * @param fieldsInClear the definition as a JSON object in plain Java (see {@link Definition}), with
 *     {@link SecretFields#MASK} in the place of every secret, and therefore safe to show
 * @param sealed the secrets that the masks replace: the JSON pointer (RFC 6901) of each secret and its ciphertext in
 *     base 64, bound to account, pointer and id
 */
public record EncryptedDefinition(
        AccountName account,
        DefinitionId id,
        Instant written,
        Map<String, Object> fieldsInClear,
        Map<String, String> sealed) {

    /**
     * Returns the same definition for an account: with only the way to the cluster that Clouddriver uses. It needs no
     * key, since each secret is encrypted by itself.
     *
     * @param copied when the copy is made
     */
    public EncryptedDefinition withOneConnection(Instant copied) {
        Map<String, Object> kept = ClusterConnection.withOneConnection(fieldsInClear);
        var secrets = new LinkedHashMap<>(sealed);
        fieldsInClear.keySet().stream()
                .filter(field -> !kept.containsKey(field))
                .forEach(field -> secrets.remove("/" + field));
        return new EncryptedDefinition(account, id, copied, kept, secrets);
    }
}
