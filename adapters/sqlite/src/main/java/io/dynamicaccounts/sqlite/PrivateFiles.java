package io.dynamicaccounts.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Creates files that only their owner may read. */
final class PrivateFiles {

    private PrivateFiles() {}

    /**
     * Creates an empty file of mode 600, if the file system has modes. Does not change a file that exists. SQLite
     * gives the files beside a database the mode of the database.
     */
    static void create(Path file) throws IOException {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // The mode of a file that exists is its owner's decision.
        }
    }
}
