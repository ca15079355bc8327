package io.dynamicaccounts.local.process;

import io.dynamicaccounts.secrets.LocalKeyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The keyset beside a database: it seals what is in the one, so it is found, moved and lost with it. */
final class DatabaseKeyset {

    private static final String SUFFIX = ".keyset.json";

    private DatabaseKeyset() {}

    /** Whether nothing was ever stored there. */
    static boolean isNew(Path database) throws IOException {
        return !Files.exists(database) || Files.size(database) == 0;
    }

    /** Where the keyset of this database is. */
    static Path file(Path database) {
        return Path.of(database + SUFFIX);
    }

    /** The keyset of this database, made only where there is no database yet. */
    static LocalKeyset of(Path database) throws IOException {
        Path file = file(database);
        return isNew(database) ? LocalKeyset.openOrCreate(file) : LocalKeyset.open(file);
    }
}
