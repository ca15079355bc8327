package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of a file of this machine, whose version is its time, size and identity. */
record LocalText(Path file) implements ConfigurationText {

    /**
     * The time, size and identity of a file, which change with the file, also when another file is moved or linked
     * into its place.
     */
    private record Fingerprint(
            FileTime modified, long size, @Nullable Object identity) {}

    @Override
    public String where() {
        return file.toString();
    }

    @Override
    public Optional<Version> changedSince(@Nullable Object known) {
        Fingerprint present = fingerprint();
        return present.equals(known)
                ? Optional.empty()
                : Optional.of(new Version(present, () -> {
                    if (present.size() > FileBounds.MAX_BYTES) {
                        throw new FileBounds.TooLarge();
                    }
                    return Files.newInputStream(file);
                }));
    }

    private Fingerprint fingerprint() {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new Unreadable(file + " is not a file", new IOException("not a regular file"));
            }
            return new Fingerprint(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            throw new Unreadable(file + " does not exist", e);
        } catch (IOException e) {
            throw new Unreadable(file + " cannot be read", e);
        }
    }
}
