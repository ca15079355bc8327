package io.dynamicaccounts.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.store.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests databases that earlier versions stored, as SQL. The fixture is written once for each version of the schema,
 * by {@code -Dfixtures.write=true}, and then never changed: a released schema must be readable for ever.
 */
class StoredDatabaseTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/dynamicaccounts/sqlite/stored");

    /** The first version with a fixture; no earlier version was released. */
    private static final int FIRST = 3;

    /** The first version that has credentials. */
    private static final int CREDENTIALS = 7;

    /** The first version that has intents. */
    private static final int INTENTS = 8;

    @TempDir(factory = FastDirectory.class)
    Path directory;

    private static Path fixture(int version) {
        return FOLDER.resolve("v" + version + ".sql");
    }

    @Test
    void there_is_a_fixture_of_todays_schema() throws Exception {
        Path file = directory.resolve("today.db");
        try (var store = SqliteStore.open(file, () -> Samples.TIME)) {
            Samples.write(store);
            Samples.check(store);
            Samples.writeCredentials(store);
            Samples.checkCredentials(store);
            Samples.writeIntents(store);
            Samples.checkIntents(store);
        }
        if (Boolean.getBoolean("fixtures.write")) {
            Files.writeString(fixture(SchemaMigrations.known()), dump(file));
        }
        assertThat(fixture(SchemaMigrations.known()))
                .as("write it with -Dfixtures.write=true")
                .exists();
        assertThat(statements(Files.readString(fixture(SchemaMigrations.known())), "CREATE TABLE"))
                .isEqualTo(statements(dump(file), "CREATE TABLE"));
    }

    private static List<String> statements(String dump, String beginning) {
        return dump.lines().filter(line -> line.startsWith(beginning)).sorted().toList();
    }

    @Test
    void every_stored_schema_is_migrated_and_read_with_the_same_values() throws Exception {
        for (int version = FIRST; version <= SchemaMigrations.known(); version++) {
            Path file = directory.resolve("v" + version + ".db");
            load(Files.readString(fixture(version)), file);
            try (var store = SqliteStore.open(file, () -> Samples.TIME)) {
                Samples.check(store);
                Samples.touch(store);
                if (version < CREDENTIALS) {
                    assertThat(store.credentials().page(null, 10)).isEmpty();
                    Samples.writeCredentials(store);
                }
                Samples.checkCredentials(store);
                Samples.touchCredentials(store);
                if (version < INTENTS) {
                    assertThat(store.credentials().due(Samples.TIME.plusSeconds(1_000), 10))
                            .isEmpty();
                    Samples.writeIntents(store);
                }
                Samples.checkIntents(store);
                Samples.touchIntents(store);
                assertThat(store.integrityCheck()).isEmpty();
            }
            // The migration set the columns that the fixture's version did not have.
            try (var store = SqliteStore.openForReading(file)) {
                assertThat(store.zones().find(Samples.ZONE).hasLiveAgents()).isFalse();
            }
        }
    }

    private static void load(String dump, Path file) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (String line : dump.lines().toList()) {
                statement.execute(line);
            }
        }
    }

    /**
     * Returns one statement in each line. A line feed within a statement becomes a blank, which changes no statement.
     */
    private static String dump(Path file) throws SQLException, IOException {
        try (var sql = new Sql(DriverManager.getConnection("jdbc:sqlite:" + file))) {
            var dump = new StringBuilder();
            for (String pragma : List.of("application_id", "user_version")) {
                long value =
                        sql.one("PRAGMA " + pragma, row -> row.number(pragma)).orElseThrow();
                dump.append("PRAGMA %s = %d;%n".formatted(pragma, value));
            }
            sql.all(
                            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name",
                            row -> row.text("sql"))
                    .forEach(create ->
                            dump.append(create.replaceAll("\\s+", " ")).append(";\n"));
            for (String table : sql.all(
                    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", row -> row.text("name"))) {
                dump.append(rows(sql, table));
            }
            return dump.toString();
        }
    }

    private static String rows(Sql sql, String table) throws SQLException {
        List<String> columns =
                sql.all("SELECT name FROM pragma_table_info(?)", row -> '"' + row.text("name") + '"', table);
        String quoted =
                columns.stream().map(column -> "quote(" + column + ")").collect(Collectors.joining(" || ', ' || "));
        String names = String.join(", ", columns);
        return sql.all("SELECT " + quoted + " AS line FROM " + table, row -> row.text("line")).stream()
                .map(values -> "INSERT INTO %s (%s) VALUES (%s);%n".formatted(table, names, values))
                .collect(Collectors.joining());
    }
}
