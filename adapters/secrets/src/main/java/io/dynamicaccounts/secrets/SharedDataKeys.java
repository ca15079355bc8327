package io.dynamicaccounts.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tink's envelope encryption, in which one data key encrypts many secrets: the key-encryption key is called for the
 * first of them, and not for each. Ciphertext has the form of {@link KmsEnvelopeAead}, which decrypts it too, and is
 * bound to its associated data as there.
 *
 * <p>A data key encrypts {@link #MOST_SECRETS} secrets at most and for {@link #LONGEST} at most; the nonces of AES-GCM
 * are random, and so few never repeat. Keys that decrypt are kept by {@link UnwrappedKeys}. Thread-safe.
 */
final class SharedDataKeys implements Aead {

    /** The most secrets of a full batch, which has 1,000 definitions, mostly with one secret each. */
    static final int MOST_SECRETS = 10_000;

    static final Duration LONGEST = UnwrappedKeys.LONGEST;

    private static final int KEY_BYTES = 32;

    /** The form of an AES-256-GCM key in Tink's envelope: field 3 of a protocol buffer, with as many bytes. */
    private static final byte[] KEY_FIELD = {3 << 3 | 2, KEY_BYTES};

    private static final byte[] NOTHING = {};

    private final UnwrappedKeys keyEncryption;
    private final Aead decryption;
    private final InstantSource clock;
    private @Nullable DataKey current;

    SharedDataKeys(Aead keyEncryption, InstantSource clock) throws GeneralSecurityException {
        this.keyEncryption = new UnwrappedKeys(keyEncryption, clock);
        this.decryption = KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, this.keyEncryption);
        this.clock = clock;
    }

    /** A data key, wrapped and ready to use, and what is left of it. */
    private static final class DataKey {
        private final byte[] wrapped;
        private final Aead primitive;
        private final Instant end;
        private int left = MOST_SECRETS;

        DataKey(byte[] wrapped, Aead primitive, Instant end) {
            this.wrapped = wrapped;
            this.primitive = primitive;
            this.end = end;
        }
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
        DataKey key = dataKey();
        byte[] ciphertext = key.primitive.encrypt(plaintext, associatedData);
        return ByteBuffer.allocate(Integer.BYTES + key.wrapped.length + ciphertext.length)
                .putInt(key.wrapped.length)
                .put(key.wrapped)
                .put(ciphertext)
                .array();
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        return decryption.decrypt(ciphertext, associatedData);
    }

    /** Takes one use of the data key. Who comes while another thread wraps a new one waits for that thread. */
    private synchronized DataKey dataKey() throws GeneralSecurityException {
        Instant now = clock.instant();
        DataKey key = current;
        if (key == null || key.left == 0 || !now.isBefore(key.end)) {
            key = created(now);
            current = key;
        }
        key.left--;
        return key;
    }

    private DataKey created(Instant now) throws GeneralSecurityException {
        byte[] key = Random.randBytes(KEY_BYTES);
        byte[] wrapped = keyEncryption.encrypt(
                ByteBuffer.allocate(KEY_FIELD.length + key.length)
                        .put(KEY_FIELD)
                        .put(key)
                        .array(),
                NOTHING);
        return new DataKey(wrapped, new AesGcmJce(key), now.plus(LONGEST));
    }
}
