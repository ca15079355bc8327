package io.dynamicaccounts.sqlite;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the database file cannot be used, also at a later attempt. The message states the reason and what to
 * do.
 */
public sealed class UnusableDatabase extends RuntimeException {
    private static final long serialVersionUID = 1;

    private UnusableDatabase(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A newer version of the program has migrated the file. */
    public static final class NewerSchema extends UnusableDatabase {
        private static final long serialVersionUID = 1;

        NewerSchema(Path file, int found, int known) {
            super(
                    ("the database %s has schema version %d, and this program knows versions up to %d: start the newer program"
                                    + " that wrote it, or use a copy of the file from before the upgrade")
                            .formatted(file, found, known),
                    null);
        }
    }

    /** The file is opened for reading only, and an older version of the program has written it. */
    public static final class OlderSchema extends UnusableDatabase {
        private static final long serialVersionUID = 1;

        OlderSchema(Path file, int found, int needed) {
            super(
                    ("the database %s has schema version %d, and this program reads version %d: serve it with this program once,"
                                    + " or use the one that wrote it")
                            .formatted(file, found, needed),
                    null);
        }
    }

    /** The file is no SQLite database, or the database of another program. */
    public static final class Foreign extends UnusableDatabase {
        private static final long serialVersionUID = 1;

        Foreign(Path file, String why, @Nullable Throwable cause) {
            super("%s %s: name another file, or move this one away".formatted(file, why), cause);
        }
    }

    /** A part of the file is damaged. */
    public static final class Damaged extends UnusableDatabase {
        private static final long serialVersionUID = 1;

        Damaged(Path file, String finding, @Nullable Throwable cause) {
            super(
                    "the database %s is damaged (%s): keep the file, read the newest backup into another one with %s, and serve that"
                            .formatted(file, finding, SqliteFailure.RESTORE),
                    cause);
        }
    }

    /** Another process, or this one, has the file open already. */
    public static final class InUse extends UnusableDatabase {
        private static final long serialVersionUID = 1;

        InUse(Path file, @Nullable Throwable cause) {
            super(
                    "the database %s is open in another process: stop that one first, or name another file"
                            .formatted(file),
                    cause);
        }
    }

    /** The file cannot be created, read or written. */
    public static final class Inaccessible extends UnusableDatabase {
        private static final long serialVersionUID = 1;

        Inaccessible(Path file, String why, @Nullable Throwable cause) {
            super("the database %s cannot be opened: %s".formatted(file, why), cause);
        }
    }
}
