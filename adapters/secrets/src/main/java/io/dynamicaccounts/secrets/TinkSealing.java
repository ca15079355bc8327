package io.dynamicaccounts.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Implements {@link DefinitionEncryption} by Tink's envelope encryption: secrets are encrypted with AES-256-GCM keys,
 * which the key-encryption key wraps. Each secret has a data key of its own, or many share one where every use of the
 * key-encryption key is a call of a service.
 *
 * <p>Opening replaces the masks of the sealed record, so that a record stays complete when the list of public fields changes
 * later. Secrets are returned as the JSON values they were; a number with a fraction is returned as a {@link
 * java.math.BigDecimal}, digit for digit.
 *
 * <p>A {@link StoreUnavailable} of the key-encryption key, which cannot be used now but later, is passed on.
 *
 * <p>Thread-safe when the key-encryption key is.
 */
public final class TinkSealing implements DefinitionEncryption {

    /** Part of the data that ciphertext is bound to. A new value would make all sealed secrets unreadable. */
    private static final String PURPOSE = "dynamic-accounts/definition/1";

    private final Aead envelope;

    /**
     * Creates an encryption with a data key for each secret. Sealing and opening use the key-encryption key once for
     * each secret field.
     *
     * @param keyEncryption wraps data keys, as {@link LocalKeyset#keyEncryption()}
     */
    public TinkSealing(Aead keyEncryption) {
        try {
            this.envelope = KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, keyEncryption);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    /**
     * Creates an encryption in which many secrets share a data key, for a bounded time: a batch uses the
     * key-encryption key once, and so does reading what was encrypted together. The sealed form is the same.
     *
     * @param keyEncryption wraps data keys, as a key of a cloud
     * @param clock tells how old a data key is
     */
    public TinkSealing(Aead keyEncryption, InstantSource clock) {
        try {
            this.envelope = new SharedDataKeys(keyEncryption, clock);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the definition holds a mask, which would be sealed in the place of the
     *     secret, or a value that is not JSON; the message names the field and not the value
     */
    @Override
    public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
        Set<String> masks = SecretFields.masks(plain);
        if (!masks.isEmpty()) {
            throw new IllegalArgumentException("a mask cannot be sealed; it stands at " + masks);
        }
        var sealed = new LinkedHashMap<String, String>();
        Map<String, Object> open = SecretFields.replaced(plain.fields(), (pointer, secret) -> {
            sealed.put(pointer, encrypted(new Place(account, pointer, id), secret));
            return SecretFields.MASK;
        });
        return new EncryptedDefinition(
                account, id, written, Collections.unmodifiableMap(open), Collections.unmodifiableMap(sealed));
    }

    @Override
    public Definition decrypt(EncryptedDefinition sealed) {
        var left = new HashSet<>(sealed.sealed().keySet());
        Map<String, Object> fields = SecretFields.filled(sealed.fieldsInClear(), pointer -> {
            var place = new Place(sealed.account(), pointer, sealed.id());
            String ciphertext = sealed.sealed().get(pointer);
            if (ciphertext == null) {
                throw new DecryptionFailed(
                        place + " has no ciphertext", new GeneralSecurityException("incomplete record"));
            }
            left.remove(pointer);
            return decrypted(place, ciphertext);
        });
        if (!left.isEmpty()) {
            throw new DecryptionFailed(
                    "the definition " + sealed.id() + " of " + sealed.account() + " has secrets without a place: "
                            + left,
                    new GeneralSecurityException("inconsistent record"));
        }
        return new Definition(Collections.unmodifiableMap(fields));
    }

    private String encrypted(Place place, Object secret) {
        byte[] plaintext = SecretJson.bytes(place.toString(), secret);
        try {
            return Base64.getEncoder().encodeToString(envelope.encrypt(plaintext, place.associatedData()));
        } catch (StoreUnavailable e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            // A KMS client reports an unreachable service or a denied key with its own exceptions.
            throw new DecryptionFailed(place + " cannot be sealed: the key-encryption key could not be used", e);
        }
    }

    private Object decrypted(Place place, String ciphertext) {
        byte[] plaintext;
        try {
            plaintext = envelope.decrypt(Base64.getDecoder().decode(ciphertext), place.associatedData());
        } catch (StoreUnavailable e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new DecryptionFailed(
                    place + " cannot be opened: it was sealed for another place or with another key, was altered,"
                            + " or the key-encryption key could not be used",
                    e);
        }
        return SecretJson.value(place.toString(), plaintext);
    }

    /** The place of a secret; its ciphertext opens for no other place. */
    private record Place(AccountName account, String pointer, DefinitionId id) {

        /** Returns the place as a JSON array, so that no two places have the same bytes. */
        byte[] associatedData() {
            return SecretJson.bytes(toString(), new String[] {PURPOSE, account.value(), pointer, id.value()});
        }

        @Override
        public String toString() {
            return "the secret " + pointer + " of " + account + " in definition " + id;
        }
    }
}
