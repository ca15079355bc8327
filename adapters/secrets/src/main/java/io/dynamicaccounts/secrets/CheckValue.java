package io.dynamicaccounts.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.dynamicaccounts.functions.definition.DefinitionEncryption.DecryptionFailed;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Encrypts and decrypts the constant that is the check value of a key, in the same envelope as secrets. Thread-safe.
 */
public final class CheckValue {

    /**
     * The text that a check value is bound to, so that no secret can be taken for a check value. A new text would
     * make all stored ones unreadable.
     */
    private static final byte[] PURPOSE = "dynamic-accounts/key-check/1".getBytes(UTF_8);

    private static final byte[] CONSTANT = "this key opens the secrets beside it".getBytes(UTF_8);

    private final Aead envelope;

    /** Creates the check of this key-encryption key. A {@link StoreUnavailable} of the key is passed on. */
    public CheckValue(Aead keyEncryption) {
        try {
            this.envelope = KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, keyEncryption);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    /**
     * Returns a new check value, in base 64.
     *
     * @throws DecryptionFailed when the key cannot be used
     */
    public String seal() {
        try {
            return Base64.getEncoder().encodeToString(envelope.encrypt(CONSTANT, PURPOSE));
        } catch (StoreUnavailable e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new DecryptionFailed("the check value cannot be encrypted", e);
        }
    }

    /**
     * Checks that the key opens the check value.
     *
     * @throws DecryptionFailed when the key does not
     */
    public void open(String checkValue) {
        try {
            byte[] _ = envelope.decrypt(Base64.getDecoder().decode(checkValue), PURPOSE);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new DecryptionFailed("the check value cannot be opened", e);
        }
    }
}
