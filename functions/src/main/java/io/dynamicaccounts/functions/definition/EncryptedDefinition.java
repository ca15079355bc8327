package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import java.time.Instant;
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
        Map<String, String> sealed) {}
