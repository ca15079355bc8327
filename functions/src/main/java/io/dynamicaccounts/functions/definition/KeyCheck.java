package io.dynamicaccounts.functions.definition;

/**
 * Creates and decrypts the check value of a key: a constant, encrypted as secrets are and stored beside them. A
 * process whose key does not decrypt the check value has another key than the key that encrypted the stored secrets.
 */
public interface KeyCheck {

    /**
     * Returns a new check value, in base 64.
     *
     * @throws DefinitionEncryption.DecryptionFailed when the key cannot be used
     */
    String encrypt();

    /**
     * Decrypts the check value with this key, and returns if that succeeds.
     *
     * @throws DefinitionEncryption.DecryptionFailed when the key does not decrypt the check value
     * @throws io.dynamicaccounts.functions.store.StoreUnavailable when the service that keeps the key does not
     *     answer, which shows nothing about the key
     */
    void decrypt(String checkValue);

    /**
     * Returns whether the key that encrypts now encrypted this check value, as far as can be known. If not, an older
     * key did, which is still there to decrypt.
     */
    boolean isNewest(String checkValue);

    /**
     * Returns a message for an operator: that the key did not decrypt this ciphertext, which key it needs as far as
     * can be known, and what to do. The message contains no secret.
     *
     * @param ciphertext a check value, or a secret of a definition
     */
    String explain(String ciphertext);
}
