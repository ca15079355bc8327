package io.dynamicaccounts.local.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is no whole backup that this version reads, or one that cannot be read or written. The message names
 * the line, and never says what is in it.
 */
public final class UnusableBackup extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableBackup(Path file, String why, @Nullable Throwable cause) {
        super(file + " " + why, cause);
    }

    static UnusableBackup at(Path file, long line, String why) {
        return new UnusableBackup(file, "cannot be restored: line " + line + " " + why, null);
    }
}
