package io.dynamicaccounts.local.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Counts the lines of a backup, and computes their checksum. */
final class LineChecksum {

    private final MessageDigest digest;
    private final Map<String, Long> counts = new TreeMap<>();

    LineChecksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(byte[] line) {
        digest.update(line);
        digest.update((byte) '\n');
    }

    void count(String kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    Map<String, Long> counts() {
        return counts;
    }

    /** Returns the checksum. May be called once, after the last line. */
    Trailer ending() {
        return new Trailer(Map.copyOf(counts), HexFormat.of().formatHex(digest.digest()));
    }
}
