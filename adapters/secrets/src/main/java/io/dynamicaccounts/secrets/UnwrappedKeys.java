package io.dynamicaccounts.secrets;

import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A key-encryption key that keeps the data keys that it unwrapped, so that secrets that share a data key cost one
 * call. A data key is kept no longer than {@link #LONGEST}, and no more than {@link #MOST} are kept; one that is too
 * old is forgotten at the next call. What fails is not kept. Thread-safe.
 */
final class UnwrappedKeys implements Aead {

    /** How long a data key is kept: as long as a key that is withdrawn may still decrypt what was just read. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** Enough for the data keys of one answer to an agent; some 300 bytes each. */
    static final int MOST = 1_000;

    private final Aead keyEncryption;
    private final InstantSource clock;
    /** By the wrapped key, the oldest first. */
    private final LinkedHashMap<ByteBuffer, Entry> entries = new LinkedHashMap<>();

    UnwrappedKeys(Aead keyEncryption, InstantSource clock) {
        this.keyEncryption = keyEncryption;
        this.clock = clock;
    }

    @Override
    public byte[] encrypt(byte[] dataKey, byte[] associatedData) throws GeneralSecurityException {
        byte[] wrapped = keyEncryption.encrypt(dataKey, associatedData);
        entry(wrapped).keep(dataKey);
        return wrapped;
    }

    @Override
    public byte[] decrypt(byte[] wrapped, byte[] associatedData) throws GeneralSecurityException {
        if (associatedData.length > 0) {
            throw new GeneralSecurityException("a data key is wrapped without associated data");
        }
        return entry(wrapped).unwrapped(() -> keyEncryption.decrypt(wrapped, associatedData));
    }

    private synchronized Entry entry(byte[] wrapped) {
        Instant now = clock.instant();
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext() && !now.isBefore(oldest.next().end())) {
            oldest.remove();
        }
        Entry entry = entries.computeIfAbsent(ByteBuffer.wrap(wrapped.clone()), _ -> new Entry(now.plus(LONGEST)));
        if (entries.size() > MOST) {
            entries.pollFirstEntry();
        }
        return entry;
    }

    private interface Unwrapping {
        byte[] run() throws GeneralSecurityException;
    }

    /** One data key. Who needs it while another thread unwraps it waits for that thread. */
    private static final class Entry {
        private final Instant end;
        private byte @Nullable [] dataKey;

        Entry(Instant end) {
            this.end = end;
        }

        Instant end() {
            return end;
        }

        synchronized void keep(byte[] known) {
            dataKey = known.clone();
        }

        synchronized byte[] unwrapped(Unwrapping unwrapping) throws GeneralSecurityException {
            byte[] present = dataKey;
            if (present == null) {
                present = unwrapping.run();
                dataKey = present;
            }
            return present.clone();
        }
    }
}
