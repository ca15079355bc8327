package io.dynamicaccounts.secrets;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * What can be read of an encrypted secret without a key: the number of the key of a keyset that wrapped its data key.
 *
 * <p>Tink's envelope is the length of the wrapped data key in four bytes, that key, and the secret; what a key of a keyset wrapped
 * begins with a byte 1 and the key's number in four bytes, big-endian
 * (<a href="https://developers.google.com/tink/wire-format">Tink's wire format</a>).
 */
final class SealedForm {

    private static final byte TINK = 1;

    private SealedForm() {}

    /** The number of the key; empty when it is none of a keyset's. */
    static Optional<Integer> key(String ciphertext) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(ciphertext));
            int length = bytes.getInt();
            boolean whole = length > 0 && length <= bytes.remaining();
            return whole && bytes.get() == TINK ? Optional.of(bytes.getInt()) : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** As keyset files have it. */
    static String text(int key) {
        return Integer.toUnsignedString(key);
    }
}
