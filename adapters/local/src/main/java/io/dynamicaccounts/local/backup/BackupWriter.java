package io.dynamicaccounts.local.backup;

import io.dynamicaccounts.functions.installation.BackupRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes a backup as JSON lines. The first line identifies the file, and the last line has the number and the
 * checksum of the others. The file gets its name once it is whole and on the disk; only its owner may read it.
 */
public final class BackupWriter {

    private BackupWriter() {}

    /**
     * Writes the records of the source, in the order in which the source supplies them.
     *
     * @param file the file, which must not exist yet
     * @return the number of lines of each kind
     * @throws UnusableBackup when the file exists, or cannot be written
     */
    public static Map<String, Long> write(Path file, Header header, Consumer<Consumer<BackupRecord>> source) {
        Path target = file.toAbsolutePath();
        if (Files.exists(target)) {
            throw new UnusableBackup(file, "is there already: name another file, or move it away", null);
        }
        Path unfinished = target.resolveSibling("." + UUID.randomUUID() + "." + target.getFileName());
        try {
            try {
                Map<String, Long> counts = write(unfinished, header, source, target);
                Files.move(unfinished, target);
                return counts;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (FileAlreadyExistsException e) {
            throw new UnusableBackup(file, "is there already: name another file, or move it away", e);
        } catch (UncheckedIOException | IOException e) {
            throw new UnusableBackup(file, "cannot be written: " + e, e);
        }
    }

    private static Map<String, Long> write(
            Path unfinished, Header header, Consumer<Consumer<BackupRecord>> source, Path target) throws IOException {
        boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(
                        unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024)) {
            var sum = new LineChecksum();
            line(out, header.fields(), sum);
            source.accept(kept -> {
                sum.count(RecordJson.kind(kept));
                line(out, RecordJson.write(kept), sum);
            });
            line(out, sum.ending().fields(), new LineChecksum());
            out.flush();
            channel.force(true);
            return sum.counts();
        }
    }

    private static void line(OutputStream out, Map<String, ?> object, LineChecksum sum) {
        byte[] line = LineJson.write(object);
        sum.add(line);
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
