package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.store.StoreDamaged;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** What a failure of the database means to whoever asked. */
final class SqliteFailure {

    /** A batch takes milliseconds and a full disk minutes: a second is soon enough for the one and often enough for the other. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Extended codes have the code that they extend in their lowest byte. */
    private static final int PRIMARY = 0xff;

    /** What an operator types. */
    static final String RESTORE = "./dynamic-accounts restore BACKUP --database NEW.db";

    private SqliteFailure() {}

    /**
     * Whether it is the database that failed and not the statement: busy, locked, out of space, unreadable. SQLite may have
     * rolled back the transaction by itself, so that nothing of it can be trusted to be there.
     */
    static boolean takesTheTransaction(SQLException e) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode());
        return switch (code) {
            case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_TOOBIG -> false;
            default -> true;
        };
    }

    /** Whether SQLite found that the file is not what it wrote. */
    static boolean isDamage(Throwable e) {
        return e instanceof SQLException failed
                && switch (SQLiteErrorCode.getErrorCode(failed.getErrorCode() & PRIMARY)) {
                    case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
                    default -> false;
                };
    }

    /** What a check of the file printed, as one line: without the heading that names the only database there is. */
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

    /** What is thrown of a failure that is not of one statement alone. */
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
