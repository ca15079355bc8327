package io.dynamicaccounts.local.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is no whole backup of a version that can be read, or that cannot be read or written at all. The message
 * names the line, and never quotes it.
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
