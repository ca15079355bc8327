package io.dynamicaccounts.secrets;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads an encrypted secret as far as possible without a key: the number of the key of a keyset that wrapped its data
 * key.
 *
 * <p>Tink's envelope is the length of the wrapped data key in four bytes, that key, and the secret; a data key that a
 * key of a keyset wrapped begins with a byte 1 and the key's number in four bytes, big-endian (<a
 * href="https://developers.google.com/tink/wire-format">Tink's wire format</a>).
 */
final class SealedForm {

    private static final byte TINK = 1;

    private SealedForm() {}

    /** Returns the number of the key; empty when the key is not of a keyset. */
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

    /** Returns the number of a key in the form of keyset files. */
    static String text(int key) {
        return Integer.toUnsignedString(key);
    }
}
