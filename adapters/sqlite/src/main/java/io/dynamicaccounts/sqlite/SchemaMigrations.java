package io.dynamicaccounts.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The versions of the database's schema: each version is a script that migrates the version before. A script that was
 * released is never changed. The file has the number of its version in {@code user_version}.
 */
final class SchemaMigrations {

    /** The scripts of versions 1, 2, … */
    private static final List<String> SCRIPTS = List.of(
            "V1__stores.sql",
            "V2__accounts_of_zones.sql",
            "V3__installation.sql",
            "V4__leases_and_exclusions.sql",
            "V5__holding_zones.sql",
            "V6__identities_and_key.sql",
            "V7__credentials_and_migration_marks.sql",
            "V8__intents.sql");

    /** The id of this program's files, "DynA", by which files of other programs are refused. */
    private static final long APPLICATION_ID = 0x44796E41;

    private SchemaMigrations() {}

    /** Returns the version of this program. */
    static int known() {
        return SCRIPTS.size();
    }

    /**
     * Checks the version of the file, and changes nothing.
     *
     * @throws UnusableDatabase when the file is another program's, or of a version that this program does not know
     */
    static void check(Sql sql, Path file) throws SQLException {
        long application = number(sql, "PRAGMA application_id", "application_id");
        boolean empty = number(sql, "SELECT count(*) AS tables FROM sqlite_schema", "tables") == 0;
        if (application != APPLICATION_ID && !(application == 0 && empty)) {
            throw new UnusableDatabase.Foreign(file, "is a database of another program", null);
        }
        int version = version(sql);
        if (version > known()) {
            throw new UnusableDatabase.NewerSchema(file, version, known());
        }
    }

    /** Migrates the database to the version of this program, in one transaction. */
    static void migrate(Sql sql) throws SQLException {
        migrate(sql, SCRIPTS);
    }

    static void migrate(Sql sql, List<String> scripts) throws SQLException {
        int version = version(sql);
        if (version == scripts.size()) {
            return;
        }
        sql.once("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            sql.once("PRAGMA application_id = " + APPLICATION_ID);
            for (String script : scripts.subList(version, scripts.size())) {
                for (String statement : statements(script)) {
                    sql.once(statement);
                }
            }
            sql.once("PRAGMA user_version = " + scripts.size());
            sql.once("COMMIT");
            done = true;
        } finally {
            if (!done) {
                sql.once("ROLLBACK");
            }
        }
    }

    static int version(Sql sql) throws SQLException {
        return Math.toIntExact(number(sql, "PRAGMA user_version", "user_version"));
    }

    private static long number(Sql sql, String query, String column) throws SQLException {
        return sql.one(query, row -> row.number(column)).orElseThrow();
    }

    /** Returns the statements of a script, each of which ends with a semicolon at the end of a line. */
    private static List<String> statements(String script) {
        try (InputStream in = SchemaMigrations.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: " + script + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .reduce("", (before, line) -> before + line + "\n")
                    .transform(sql -> List.of(sql.split(";\n")))
                    .stream()
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
