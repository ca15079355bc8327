package io.dynamicaccounts.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dynamicaccounts.functions.definition.DefinitionEncryption.DecryptionFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A small secret file, which is created as a whole or not at all, and is only read while no other user can read or
 * write it.
 */
final class KeysetFile {

    /** Enough for two hundred keys of some 300 bytes. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final Set<PosixFilePermission> READ_AND_WRITE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path file;
    private final Path folder;

    KeysetFile(Path file) {
        this.file = file.toAbsolutePath();
        this.folder = this.file.resolveSibling("");
    }

    boolean exists() {
        return Files.exists(file);
    }

    /**
     * Creates the file. Returns false, and changes nothing, when another process was first.
     *
     * <p>A hard link puts the finished file in its place, because a link is atomic and never replaces a file: a
     * rename would replace the keyset that another process has just begun to seal with.
     */
    boolean create(String content) {
        // The name ends like the file's name, so that a rule that keeps keysets out of a repository holds for a
        // left-over too.
        Path unfinished = file.resolveSibling("." + UUID.randomUUID() + "." + file.getFileName());
        try {
            Files.createDirectories(folder);
            boolean first;
            try {
                write(unfinished, content);
                first = linked(unfinished);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            if (posix(folder) != null) {
                forceFolder();
            }
            return first;
        } catch (IOException | UnsupportedOperationException e) {
            throw new DecryptionFailed(
                    "the keyset " + file
                            + " cannot be made: its folder must be writable and on a file system with hard links",
                    e);
        }
    }

    /**
     * Replaces the file by a change of its content, which is there as a whole or not at all. One process changes the
     * file at a time: a second change at once would lose a key that the first has added.
     */
    void change(UnaryOperator<String> change) {
        // Creating the unfinished file is what keeps others out; it is renamed or deleted in the end.
        Path unfinished = file.resolveSibling(".changed." + file.getFileName());
        try {
            boolean own = false;
            try {
                Files.createFile(unfinished, ownerOnly());
                own = true;
                String changed = change.apply(read());
                if (changed.length() > MAX_BYTES) {
                    throw refused("has as many keys as fit into " + MAX_BYTES
                            + " bytes: remove those that no secret is encrypted with any more");
                }
                overwrite(unfinished, changed);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                own = false;
            } finally {
                if (own) {
                    Files.deleteIfExists(unfinished);
                }
            }
            if (posix(folder) != null) {
                forceFolder();
            }
        } catch (FileAlreadyExistsException e) {
            throw new DecryptionFailed(
                    "the keyset " + file + " is being changed by another process; if none is, delete " + unfinished
                            + ", which one left behind, and try again",
                    e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new DecryptionFailed(
                    "the keyset " + file + " was not changed: its folder must be there, and writable by this user", e);
        }
    }

    /** Returns the whole content of the file, which must be accessible to its owner only. */
    String read() {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw refused("is not a file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            PosixFileAttributeView posix = posix(file);
            if (posix != null && !OWNERS.containsAll(posix.readAttributes().permissions())) {
                throw refused(
                        "is open to others than its owner: chmod 600 it, and replace its key if somebody had access");
            }
            if (channel.size() == 0) {
                throw refused("is empty: restore it from a copy, or delete it where nothing is sealed yet");
            }
            if (channel.size() > MAX_BYTES) {
                throw refused("is larger than " + MAX_BYTES + " bytes, which no keyset is");
            }
            ByteBuffer content = ByteBuffer.allocate((int) channel.size());
            while (content.hasRemaining() && channel.read(content) >= 0) {}
            return UTF_8.decode(content.flip()).toString();
        } catch (NoSuchFileException e) {
            throw new DecryptionFailed("the keyset " + file + " is missing: restore it from a copy", e);
        } catch (IOException e) {
            throw new DecryptionFailed("the keyset " + file + " cannot be read by this user", e);
        }
    }

    private void write(Path target, String content) throws IOException {
        Files.createFile(target, ownerOnly());
        overwrite(target, content);
    }

    private FileAttribute<?>[] ownerOnly() {
        return posix(folder) == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(READ_AND_WRITE)};
    }

    private static void overwrite(Path target, String content) throws IOException {
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private boolean linked(Path finished) throws IOException {
        try {
            Files.createLink(file, finished);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private DecryptionFailed refused(String why) {
        return new DecryptionFailed("the keyset " + file + " " + why, new IOException("refused"));
    }

    private static @Nullable PosixFileAttributeView posix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class);
    }
}
