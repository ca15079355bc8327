package io.dynamicaccounts.functions.definition;

/**
 * Makes and opens the check value of a key: a constant, encrypted as secrets are, which stands in the store beside them. A process whose
 * key does not open it has another key than the one that the stored secrets are encrypted with.
 */
public interface KeyCheck {

    /**
     * A new check value, in base 64.
     *
     * @throws DefinitionEncryption.DecryptionFailed when the key cannot be used
     */
    String encrypt();

    /**
     * Returns when this key opens it.
     *
     * @throws DefinitionEncryption.DecryptionFailed when it does not
     * @throws io.dynamicaccounts.functions.store.StoreUnavailable when whoever keeps the key does not answer: that says nothing of the key
     */
    void decrypt(String checkValue);

    /** Whether what encrypts now encrypted this, as far as can be told; if not, an older key did that is still there to decrypt. */
    boolean isNewest(String checkValue);

    /**
     * That the key did not open this, which key it wants as far as can be told, and what to do: for an operator. No secret.
     *
     * @param ciphertext a check value, or a secret of a definition
     */
    String explain(String ciphertext);
}
