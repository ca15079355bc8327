package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.local.demo.ChildProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database file of which a page was overwritten: before it is served, and while it is. */
class DamagedFileTest {

    @TempDir
    Path folder;

    private Path database() {
        return folder.resolve("accounts.db");
    }

    /** Overwrites the page where the accounts begin. */
    private void overwriteAccounts() throws Exception {
        long page;
        int size;
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = connection.createStatement()) {
            // What is in the log is in the file after this, and is read from there.
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            try (var found = statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = 'accounts'")) {
                page = found.getLong(1);
            }
            try (var found = statement.executeQuery("PRAGMA page_size")) {
                size = found.getInt(1);
            }
        }
        byte[] garbage = new byte[size];
        Arrays.fill(garbage, (byte) 0xAB);
        try (var file = new RandomAccessFile(database().toFile(), "rw")) {
            file.seek((page - 1) * size);
            file.write(garbage);
        }
    }

    @Test
    void a_file_with_an_overwritten_page_is_not_served_and_the_message_says_what_to_restore() throws Exception {
        try (var server = ServerProcess.start(folder, List.of())) {
            new Operator(server.uri()).provision("a", "z", Map.of("serviceAccount", true));
        }
        overwriteAccounts();
        try (ChildProcess child = ChildProcess.start(
                folder.resolve("server.log"),
                ServerProcess.SHORT_LIVED,
                List.of("serve", "--port", "0", "--database", database().toString()))) {
            String listening;
            try {
                listening = child.printed("listening on ");
            } catch (IOException ended) {
                listening = "";
            }
            assertThat(listening).isEmpty();
            assertThat(child.ended()).isEqualTo(1);
        }
        assertThat(Files.readString(folder.resolve("server.log")))
                .contains(database().toString(), "is damaged", "./dynamic-accounts restore BACKUP --database NEW.db")
                .doesNotContain("\tat ");
    }

    @Test
    void a_page_that_is_overwritten_while_it_is_served_is_told_by_ready_and_by_answers() throws Exception {
        try (var server = ServerProcess.start(folder, List.of())) {
            var operator = new Operator(server.uri());
            for (int i = 0; i < 5; i++) {
                operator.provision("account-" + i, "z", Map.of("serviceAccount", true));
            }
            assertThat(operator.get("/ready").status()).isEqualTo(200);
        }
        // More pages than a process that has just begun has read.
        try (var server = ServerProcess.start(folder, List.of())) {
            var operator = new Operator(server.uri());
            overwriteAccounts();
            Operator.await(
                    "a read finds it",
                    20,
                    () -> operator.get("/armory/accounts/account-1").status() == 503);
            assertThat(operator.get("/armory/accounts/account-1").text())
                    .contains("urn:dynamic-accounts:problem:store-damaged", "./dynamic-accounts restore")
                    .doesNotContain("epeat the request");
            Operator.Answer ready = operator.get("/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.text()).contains("store-damaged", "./dynamic-accounts restore");
        }
    }
}
