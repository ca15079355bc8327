package io.dynamicaccounts.local.process;

import io.dynamicaccounts.secrets.LocalKeyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The keyset in a file beside a database. It seals the secrets of this database only, so it is found, moved and lost
 * together with it.
 */
final class DatabaseKeyset {

    private static final String SUFFIX = ".keyset.json";

    private DatabaseKeyset() {}

    /** Returns whether nothing was ever stored in the database. */
    static boolean isNew(Path database) throws IOException {
        return !Files.exists(database) || Files.size(database) == 0;
    }

    /** Returns the file of this database's keyset. */
    static Path file(Path database) {
        return Path.of(database + SUFFIX);
    }

    /** Opens the keyset of this database, and creates it only where there is no database yet. */
    static LocalKeyset of(Path database) throws IOException {
        Path file = file(database);
        return isNew(database) ? LocalKeyset.openOrCreate(file) : LocalKeyset.open(file);
    }
}
