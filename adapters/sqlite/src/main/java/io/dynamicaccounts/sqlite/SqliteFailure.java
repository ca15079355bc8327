package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.store.StoreDamaged;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Converts failures of the database to the exceptions of the ports. */
final class SqliteFailure {

    /** A batch takes milliseconds and a full disk minutes, and a second suits both. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** The lowest byte of an extended code is the code that it extends. */
    private static final int PRIMARY = 0xff;

    /** The command that an operator types to restore a backup. */
    static final String RESTORE = "./dynamic-accounts restore BACKUP --database NEW.db";

    private SqliteFailure() {}

    /**
     * Returns whether the database failed and not the statement: busy, locked, out of space, unreadable. SQLite may
     * have rolled back the transaction by itself, so that none of its writes may be there.
     */
    static boolean takesTheTransaction(SQLException e) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode());
        return switch (code) {
            case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_TOOBIG -> false;
            default -> true;
        };
    }

    /** Returns whether SQLite found the file damaged. */
    static boolean isDamage(Throwable e) {
        return e instanceof SQLException failed
                && switch (SQLiteErrorCode.getErrorCode(failed.getErrorCode() & PRIMARY)) {
                    case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
                    default -> false;
                };
    }

    /**
     * Returns the output of a check of the file on one line, without the heading with the name of the only database.
     */
    static String finding(String printed) {
        return printed.replaceAll("\\*\\*\\* in database \\w+ \\*\\*\\*", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    static StoreDamaged damaged(@Nullable Throwable cause) {
        return new StoreDamaged(
                "the database file is damaged: stop what serves it, keep the file, and read the newest backup into another one: "
                        + RESTORE,
                cause);
    }

    /** Returns the exception for a failure that is not of one statement alone. */
    static StoreUnavailable of(String message, Throwable cause) {
        return isDamage(cause) ? damaged(cause) : unavailable(message, cause);
    }

    static RuntimeException of(SQLException e) {
        return takesTheTransaction(e)
                ? of("the database failed", e)
                : new IllegalStateException("the database refused a statement of ours", e);
    }

    static StoreUnavailable unavailable(String message, @Nullable Throwable cause) {
        return new StoreUnavailable(message, RETRY_AFTER, cause);
    }
}
