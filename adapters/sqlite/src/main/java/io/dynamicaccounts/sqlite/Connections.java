package io.dynamicaccounts.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * The connections of a store to its file.
 *
 * @param writing the connection that writes
 * @param reading the connections that read
 */
record Connections(Sql writing, List<Sql> reading) {

    /** Reads are short and mostly served from memory, so that more threads would only wait for the processors. */
    private static final int READING = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);

    /**
     * Opens the connections, and migrates the schema to the version of this program.
     *
     * @param busy how long SQLite itself waits for a lock that a foreign tool holds
     * @throws UnusableDatabase when the file cannot be used
     */
    static Connections open(Path file, Duration busy) {
        var opened = new ArrayList<Sql>();
        boolean done = false;
        try {
            Sql writing = connect(file, busy, opened);
            SchemaMigrations.check(writing, file);
            checkPages(writing, file);
            // In this mode readers do not wait for the writer, and the writer does not wait for readers.
            String mode = writing.one("PRAGMA journal_mode = WAL", row -> row.text("journal_mode"))
                    .orElse("");
            if (!mode.equals("wal")) {
                throw new UnusableDatabase.Inaccessible(file, "its file system cannot share a write-ahead log", null);
            }
            // A write that was answered survives a loss of power, not only the end of the process.
            writing.once("PRAGMA synchronous = FULL");
            // On macOS a sync ends at the drive's cache without this option, which other systems ignore.
            writing.once("PRAGMA fullfsync = ON");
            // The size to which the log shrinks after a burst of writes.
            writing.once("PRAGMA journal_size_limit = 67108864");
            SchemaMigrations.migrate(writing);
            var reading = new ArrayList<Sql>();
            for (int i = 0; i < READING; i++) {
                Sql sql = connect(file, busy, opened);
                sql.once("PRAGMA query_only = ON");
                reading.add(sql);
            }
            done = true;
            return new Connections(writing, List.copyOf(reading));
        } catch (SQLException e) {
            throw unusable(file, e);
        } finally {
            if (!done) {
                opened.reversed().forEach(Connections::closeQuietly);
            }
        }
    }

    /** Reads every page up to the first damaged one. Does not check whether indexes agree with tables. */
    private static void checkPages(Sql sql, Path file) throws SQLException {
        String finding =
                sql.one("PRAGMA quick_check(1)", row -> row.text("quick_check")).orElse("ok");
        if (!finding.equals("ok")) {
            throw new UnusableDatabase.Damaged(file, SqliteFailure.finding(finding), null);
        }
    }

    /** Opens connections none of which can write. */
    static Connections openForReading(Path file, Duration busy) {
        var opened = new ArrayList<Sql>();
        boolean done = false;
        try {
            for (int i = 0; i < 2; i++) {
                connect(file, busy, opened).once("PRAGMA query_only = ON");
            }
            SchemaMigrations.check(opened.getFirst(), file);
            int version = SchemaMigrations.version(opened.getFirst());
            if (version != SchemaMigrations.known()) {
                throw new UnusableDatabase.OlderSchema(file, version, SchemaMigrations.known());
            }
            done = true;
            return new Connections(opened.getFirst(), List.of(opened.getLast()));
        } catch (SQLException e) {
            throw unusable(file, e);
        } finally {
            if (!done) {
                opened.reversed().forEach(Connections::closeQuietly);
            }
        }
    }

    private static Sql connect(Path file, Duration busy, List<Sql> opened) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(busy.toMillis()));
        var sql = new Sql(config.createConnection("jdbc:sqlite:" + file));
        opened.add(sql);
        return sql;
    }

    private static UnusableDatabase unusable(Path file, SQLException e) {
        if (e.getErrorCode() == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new UnusableDatabase.Foreign(file, "is not a SQLite database", e);
        }
        return SqliteFailure.isDamage(e)
                ? new UnusableDatabase.Damaged(file, String.valueOf(e.getMessage()), e)
                : new UnusableDatabase.Inaccessible(file, String.valueOf(e.getMessage()), e);
    }

    private static void closeQuietly(Sql sql) {
        try {
            sql.close();
        } catch (SQLException e) {
            // The caller gets the exception of the failed opening instead.
        }
    }
}
