package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import java.time.Instant;

/**
 * Encrypts the secret fields of definitions before they reach a store, and decrypts them for an agent.
 *
 * <p>{@link SecretFields} decides which fields are secret. Ciphertext is bound to its account, field and definition,
 * and cannot be decrypted as part of any other. An implementation never puts a secret into an exception or a log.
 */
public interface DefinitionEncryption {

    /**
     * Encrypts the secret fields of a definition.
     *
     * @throws DecryptionFailed when the key cannot be used
     */
    EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain);

    /**
     * Decrypts the secret fields of a definition.
     *
     * @throws DecryptionFailed when the ciphertext is not of this account, field, definition and key
     */
    Definition decrypt(EncryptedDefinition sealed);

    /** The key is missing, unusable, or not the key that encrypted the definition. */
    final class DecryptionFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        public DecryptionFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
