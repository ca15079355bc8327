package io.dynamicaccounts.local.backup;

import io.dynamicaccounts.functions.installation.BackupRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A backup file of which every line was checked: the file is whole and unchanged. */
public final class BackupFile {

    /** Bounds what one call of the consumer receives: this many lines, or {@link #MOST_BYTES}. */
    private static final int MOST_LINES = 500;

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Path file;
    private final Header header;
    private final Trailer ending;

    private BackupFile(Path file, Header header, Trailer ending) {
        this.file = file;
        this.header = header;
        this.ending = ending;
    }

    /**
     * Checks the whole file, and keeps nothing of it in memory.
     *
     * @throws UnusableBackup when the file is no backup, has a newer format, was cut short or changed
     */
    public static BackupFile checked(Path file) {
        return pass(file, some -> {});
    }

    public Header header() {
        return header;
    }

    /** Returns the checksum, by which a restore recognises the file. */
    public String checksum() {
        return ending.checksum();
    }

    /** Returns the number of lines of each kind. */
    public Map<String, Long> counts() {
        return ending.counts();
    }

    /**
     * Passes all records to the consumer, some at a time and in the order of the file.
     *
     * @throws UnusableBackup when the file was changed after the check; the consumer then lacks some records
     */
    public void read(Consumer<List<BackupRecord>> some) {
        BackupFile again = pass(file, some);
        if (!again.checksum().equals(checksum())) {
            throw new UnusableBackup(file, "was changed while it was read: run restore again", null);
        }
    }

    private static BackupFile pass(Path file, Consumer<List<BackupRecord>> some) {
        long line = 0;
        try (InputStream in = Files.newInputStream(file)) {
            var lines = new LineReader(in);
            var sum = new LineChecksum();
            line = 1;
            byte[] first = lines.next().orElseThrow(() -> new MalformedLine("is missing: the file is empty"));
            Header header = Header.read(LineJson.read(first));
            sum.add(first);
            var pending = new ArrayList<BackupRecord>();
            int bytes = 0;
            while (true) {
                line++;
                byte[] next = lines.next()
                        .orElseThrow(() ->
                                new MalformedLine("is missing, and is not the last one:" + " the file is cut short"));
                Map<String, Object> object = LineJson.read(next);
                if (Trailer.is(object)) {
                    some.accept(List.copyOf(pending));
                    return ended(file, header, Trailer.read(object), sum, lines.next());
                }
                BackupRecord kept = RecordJson.read(object);
                sum.add(next);
                sum.count(RecordJson.kind(kept));
                pending.add(kept);
                bytes += next.length;
                if (pending.size() >= MOST_LINES || bytes >= MOST_BYTES) {
                    some.accept(List.copyOf(pending));
                    pending.clear();
                    bytes = 0;
                }
            }
        } catch (MalformedLine e) {
            throw UnusableBackup.at(file, line, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw new UnusableBackup(file, "does not exist", e);
        } catch (IOException e) {
            throw new UnusableBackup(file, "cannot be read: " + e, e);
        }
    }

    private static BackupFile ended(Path file, Header header, Trailer ending, LineChecksum sum, Optional<byte[]> more) {
        ending.check(sum.counts(), sum.ending().checksum());
        if (more.isPresent()) {
            throw new MalformedLine("is the last one of a backup, and more follow");
        }
        return new BackupFile(file, header, ending);
    }
}
