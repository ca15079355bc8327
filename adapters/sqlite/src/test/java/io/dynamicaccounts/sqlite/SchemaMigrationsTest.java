package io.dynamicaccounts.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the migration from one version of the schema to the next. */
class SchemaMigrationsTest {

    private static final List<String> ONE = List.of("V1__test.sql");
    private static final List<String> TWO = List.of("V1__test.sql", "V2__test.sql");
    private static final List<String> BROKEN = List.of("V1__test.sql", "V2__broken.sql");

    @TempDir(factory = FastDirectory.class)
    Path directory;

    private Sql sql;

    @BeforeEach
    void open() throws SQLException {
        sql = new Sql(DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("schema.db")));
    }

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    @Test
    void only_the_scripts_that_a_database_lacks_are_run_and_what_it_holds_is_kept() throws Exception {
        SchemaMigrations.migrate(sql, ONE);
        sql.once("INSERT INTO things (id) VALUES (7)");

        SchemaMigrations.migrate(sql, TWO);
        SchemaMigrations.migrate(sql, TWO);

        assertThat(SchemaMigrations.version(sql)).isEqualTo(2);
        assertThat(sql.all("SELECT id, colour FROM things", row -> row.number("id") + row.text("colour")))
                .containsExactly("7red; or blue");
    }

    @Test
    void a_new_database_gets_all_scripts() throws Exception {
        SchemaMigrations.migrate(sql, TWO);

        assertThat(SchemaMigrations.version(sql)).isEqualTo(2);
        assertThat(sql.all("SELECT id, colour FROM things", row -> row.number("id")))
                .isEmpty();
    }

    @Test
    void a_script_that_fails_changes_nothing() throws Exception {
        SchemaMigrations.migrate(sql, ONE);

        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> SchemaMigrations.migrate(sql, BROKEN));

        assertThat(SchemaMigrations.version(sql)).isEqualTo(1);
        assertThat(sql.all("SELECT name FROM pragma_table_info('things')", row -> row.text("name")))
                .containsExactly("id");
        SchemaMigrations.migrate(sql, TWO);
        assertThat(SchemaMigrations.version(sql)).isEqualTo(2);
    }

    @Test
    void the_accounts_of_zones_that_were_never_counted_are_counted() throws Exception {
        SchemaMigrations.migrate(sql, List.of("V1__stores.sql"));
        sql.once(
                "INSERT INTO zones (zone, revision, roster, stops_pending) VALUES ('z', 4, '{}', 0), ('empty', 1, '{}', 0)");
        for (String standing : List.of("ACTIVE", "INACTIVE", "REMOVED")) {
            sql.once("INSERT INTO assignments"
                    + " (zone, account, version, generation, standing, awaited, stop_revision, left_zones, written)"
                    + " VALUES ('z', 'account-" + standing + "', 1, 1, '" + standing + "', 0, 0, '[]', 0)");
        }

        SchemaMigrations.migrate(sql);

        assertThat(sql.all("SELECT accounts FROM zones ORDER BY zone", row -> row.number("accounts")))
                .containsExactly(0L, 2L);
    }
}
