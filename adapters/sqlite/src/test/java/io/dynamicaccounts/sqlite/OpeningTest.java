package io.dynamicaccounts.sqlite;

import static io.dynamicaccounts.sqlite.SqliteStoreTest.provision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests which files are opened as a store, and how other files are refused. */
class OpeningTest {

    @TempDir(factory = FastDirectory.class)
    Path directory;

    private Path file;

    @BeforeEach
    void nameAFile() {
        file = directory.resolve("accounts.db");
    }

    @Test
    void a_directory_that_is_missing_is_created() {
        Path deep = directory.resolve("var/lib/accounts.db");

        SqliteStore.open(deep).close();

        assertThat(deep).exists();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void only_the_owner_may_read_the_files() throws Exception {
        try (var store = SqliteStore.open(file)) {
            provision(store, "account-1");

            try (var files = Files.list(directory)) {
                assertThat(files.toList())
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(
                                each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                                        .as(each.toString())
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void a_newer_schema_is_refused_with_the_reason_and_not_changed() throws Exception {
        SqliteStore.open(file).close();
        int newer = SchemaMigrations.known() + 1;
        byUs("PRAGMA user_version = " + newer);
        byte[] before = Files.readAllBytes(file);

        assertThatExceptionOfType(UnusableDatabase.NewerSchema.class)
                .isThrownBy(() -> SqliteStore.open(file))
                .withMessageContaining(file.toRealPath().toString())
                .withMessageContaining("schema version " + newer)
                .withMessageContaining("up to " + SchemaMigrations.known())
                .withMessageContaining("start the newer program");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void a_file_that_is_no_database_is_refused_with_the_reason_and_not_changed() throws Exception {
        String text = "kubernetes:\n  accounts: []\n".repeat(100);
        Files.writeString(file, text);

        assertThatExceptionOfType(UnusableDatabase.Foreign.class)
                .isThrownBy(() -> SqliteStore.open(file))
                .withMessageContaining(file.toRealPath() + " is not a SQLite database");
        assertThat(file).content().isEqualTo(text);
    }

    @Test
    void a_database_of_another_program_is_refused_and_not_changed() throws Exception {
        byUs("CREATE TABLE bookmarks (url TEXT)");
        byte[] before = Files.readAllBytes(file);

        assertThatExceptionOfType(UnusableDatabase.Foreign.class)
                .isThrownBy(() -> SqliteStore.open(file))
                .withMessageContaining("is a database of another program");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void an_empty_file_becomes_a_database() throws Exception {
        Files.createFile(file);

        try (var store = SqliteStore.open(file)) {
            assertThat(store.names().count()).isZero();
        }
    }

    @Test
    void a_file_that_cannot_be_opened_is_reported() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        assertThatExceptionOfType(UnusableDatabase.Inaccessible.class)
                .isThrownBy(() -> SqliteStore.open(folder))
                .withMessageContaining("it is a directory");
        assertThat(directory).isDirectoryNotContaining("glob:**-lock");
        assertThatExceptionOfType(UnusableDatabase.Inaccessible.class)
                .isThrownBy(() -> SqliteStore.open(directory.resolve("what?.db")))
                .withMessageContaining("question mark");
    }

    @Test
    void a_file_that_is_open_is_refused_under_any_name_until_it_is_closed() throws Exception {
        Path link = directory.resolve("link.db");
        try (var store = SqliteStore.open(file)) {
            Files.createSymbolicLink(link, file);

            assertThatExceptionOfType(UnusableDatabase.InUse.class)
                    .isThrownBy(() -> SqliteStore.open(file))
                    .withMessageContaining("is open in another process");
            assertThatExceptionOfType(UnusableDatabase.InUse.class).isThrownBy(() -> SqliteStore.open(link));
            store.ping();
        }
        SqliteStore.open(link).close();
    }

    @Test
    void after_a_refusal_the_file_can_be_opened() throws Exception {
        Files.writeString(file, "no database".repeat(1_000));
        assertThatExceptionOfType(UnusableDatabase.class).isThrownBy(() -> SqliteStore.open(file));
        Files.delete(file);

        SqliteStore.open(file).close();
    }

    @Test
    void a_commit_waits_for_the_disk_and_readers_do_not_wait_for_it() throws Exception {
        Connections connections = Connections.open(file, Duration.ofSeconds(1));

        assertThat(connections.writing().one("PRAGMA synchronous", row -> row.number("synchronous")))
                .contains(2L);
        assertThat(connections.reading())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(reader -> assertThat(reader.one("PRAGMA journal_mode", row -> row.text("journal_mode")))
                        .contains("wal"));
        connections.writing().close();
        for (Sql reader : connections.reading()) {
            reader.close();
        }
    }

    private void byUs(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (String statement : statements) {
                connection.createStatement().execute(statement);
            }
        }
    }
}
