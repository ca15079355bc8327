package io.dynamicaccounts.local.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads lines of bounded length from a stream; each line ends with a line feed. */
final class LineReader {

    /** Several times the size of the largest definition or list of static accounts. */
    static final int LONGEST = 16 * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int next;
    private int end;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * Returns the next line without its line feed; empty at the end.
     *
     * @throws MalformedLine when the line is too long, or the stream ends before the line feed
     */
    Optional<byte[]> next() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            if (next == end) {
                end = Math.max(0, in.read(buffer));
                next = 0;
                if (end == 0) {
                    if (line.size() > 0) {
                        throw new MalformedLine("is cut short: the file was not copied to its end");
                    }
                    return Optional.empty();
                }
            }
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            line.write(buffer, from, next - from);
            if (line.size() > LONGEST) {
                throw new MalformedLine("is longer than " + LONGEST + " bytes, which no line of a backup is");
            }
            if (next < end) {
                next++;
                return Optional.of(line.toByteArray());
            }
        }
    }
}
