package io.dynamicaccounts.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.TestServer;
import io.dynamicaccounts.local.Operator;
import io.dynamicaccounts.local.ServerProcess;
import io.dynamicaccounts.local.SimulatedAgent;
import io.dynamicaccounts.local.command.Ran;
import io.dynamicaccounts.secrets.LocalKeyset;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as an operator types it, beside a server and over what one left behind. */
class DoctorTest {

    private static final String CANARY = "canary-e2b7";

    @TempDir
    Path folder;

    private Path database() {
        return folder.resolve("accounts.db");
    }

    private Ran doctor(String... more) {
        return Ran.of(Stream.concat(Stream.of("doctor", "--database", database().toString()), Arrays.stream(more))
                .toArray(String[]::new));
    }

    /** An installation with one account, served for as long as it takes to sweep once. */
    private void served() throws Exception {
        try (var server = ServerProcess.start(folder, List.of(), "--set", "sweep-seconds=1")) {
            new Operator(server.uri()).provision("a", "z", Map.of("kubeconfigContents", "token: " + CANARY));
            Operator.await("it swept", 20, () -> number("SELECT count(*) FROM sweep_mark") == 1);
        }
    }

    private long number(String query) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            return found.getLong(1);
        }
    }

    private void change(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private static String line(Ran ran, String check) {
        return ran.out()
                .lines()
                .filter(line -> line.contains(" " + check + " "))
                .findFirst()
                .orElse("");
    }

    @Test
    void nothing_is_wrong_with_an_installation_that_is_served() throws Exception {
        try (var server =
                ServerProcess.start(folder, List.of(), "--set", "sweep-seconds=1", "--set", "poll-seconds=1")) {
            var operator = new Operator(server.uri());
            operator.provision("a", "z", Map.of("kubeconfigContents", "token: " + CANARY));
            operator.patch("a", "ACTIVE");
            try (var agent = SimulatedAgent.start(server.uri(), "agent-1", "z")) {
                Operator.await("it is watched", 20, () -> operator.state("a").equals("ACTIVE"));
                Operator.await(
                        "nothing is doubted", 60, () -> line(doctor(), "sweep").startsWith("ok"));
                Ran ran = doctor();
                assertThat(ran.err()).isEmpty();
                assertThat(ran.out().lines()).hasSize(10).allMatch(line -> line.startsWith("ok "));
                assertThat(ran.code()).isZero();
                assertThat(agent.ended()).isFalse();
            }
        }
    }

    @Test
    void it_changes_nothing_and_shows_no_secret() throws Exception {
        served();
        byte[] before = Files.readAllBytes(database());
        Ran ran = doctor();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).doesNotContain(CANARY);
        assertThat(Files.readAllBytes(database())).isEqualTo(before);
    }

    @Test
    void another_keyset_fails() throws Exception {
        served();
        Path keyset = folder.resolve("accounts.db.keyset.json");
        Files.delete(keyset);
        assertThat(doctor().code()).isEqualTo(1);
        assertThat(line(doctor(), "keyset")).startsWith("failed").contains("put the copy");
        LocalKeyset.openOrCreate(keyset);
        Ran ran = doctor();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(line(ran, "keyset")).startsWith("failed").contains("is not the one", "they need key");
        // What was stored before there was a check value tells as well.
        change("UPDATE installation SET key_check = NULL");
        assertThat(line(doctor(), "keyset")).startsWith("failed").contains("is not the one", "they need key");
    }

    @Test
    void a_definition_that_does_not_open_or_is_gone_is_named() throws Exception {
        served();
        change("UPDATE definitions SET sealed = replace(sealed, '\":\"AAAA', '\":\"AAAB')");
        Ran ran = doctor();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(line(ran, "keyset")).startsWith("ok");
        assertThat(line(ran, "definitions"))
                .startsWith("failed")
                .contains("1 cannot be opened, of a", "PUT /armory/accounts/dynamic");
        change("DELETE FROM definitions");
        assertThat(line(doctor(), "definitions")).startsWith("failed").contains("1 are not stored, of a");
    }

    @Test
    void a_stored_credential_that_does_not_open_is_named() throws Exception {
        try (var server = ServerProcess.start(folder, List.of())) {
            var credential = Map.of("name", "c", "type", "kubernetes", "kubeconfigContents", "token: " + CANARY);
            assertThat(new Operator(server.uri())
                            .send("PUT", "/credentials", credential)
                            .status())
                    .isEqualTo(200);
            assertThat(line(doctor(), "credentials")).startsWith("ok").contains("1 open");
        }
        change("UPDATE credentials SET sealed = replace(sealed, '\":\"AAAA', '\":\"AAAB')");
        Ran ran = doctor();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(line(ran, "definitions")).startsWith("ok");
        assertThat(line(ran, "credentials"))
                .startsWith("failed")
                .contains("1 cannot be opened, of c", "PUT /credentials")
                .doesNotContain(CANARY);
    }

    @Test
    void work_that_waits_for_long_fails_and_a_sweep_that_does_not_run_is_told() throws Exception {
        served();
        long anHour = 3_600_000;
        change("UPDATE accounts SET due = " + (System.currentTimeMillis() - anHour));
        change("UPDATE sweep_mark SET last_run = last_run - " + 3 * anHour);
        Ran ran = doctor();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(line(ran, "due work"))
                .startsWith("failed")
                .contains("1 accounts wait to be taken up, for up to 60 minutes: a", "the sweep does not run");
        assertThat(line(ran, "sweep")).startsWith("warning").contains("it last ran 3 hours ago", "serve the store");
    }

    @Test
    void a_zone_without_agents_whose_accounts_need_one_is_a_warning() throws Exception {
        try (var server = ServerProcess.start(folder, List.of())) {
            var operator = new Operator(server.uri());
            operator.provision("a", "z", Map.of("serviceAccount", true));
            assertThat(line(doctor(), "zones")).startsWith("ok");
            operator.patch("a", "ACTIVE");
            Ran ran = doctor();
            assertThat(line(ran, "zones"))
                    .startsWith("warning")
                    .contains("no agent lives in z, where 1 accounts need one", "start agents there");
            assertThat(ran.code()).isZero();
        }
    }

    @Test
    void a_stored_time_in_the_future_fails() throws Exception {
        served();
        change("UPDATE sweep_mark SET last_run = last_run + 3600000");
        Ran ran = doctor();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(line(ran, "clock")).startsWith("failed").contains("the newest sweep", "time service");
    }

    @Test
    void a_configuration_that_cannot_be_used_fails_and_the_rest_is_looked_at() throws Exception {
        served();
        Ran ran = doctor("--set", "poll-seconds=0");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(line(ran, "configuration")).startsWith("failed").contains("poll-seconds");
        assertThat(line(ran, "keyset")).startsWith("ok");
        assertThat(line(doctor("--set", "auth.mode=tokens", "--set", "auth.token-file=/no/file"), "configuration"))
                .startsWith("failed")
                .contains("/no/file");
        assertThat(line(doctor("--set", "enabled=false"), "configuration")).startsWith("warning");
    }

    @Test
    void a_damaged_file_and_a_missing_one_fail() throws Exception {
        Ran missing = doctor();
        assertThat(missing.code()).isEqualTo(1);
        assertThat(line(missing, "store")).startsWith("failed").contains("does not exist");
        assertThat(database()).doesNotExist();

        served();
        long page = number("SELECT rootpage FROM sqlite_schema WHERE name = 'accounts_due'");
        long size = number("PRAGMA page_size");
        try (var file = new RandomAccessFile(database().toFile(), "rw")) {
            file.seek((page - 1) * size);
            file.write(new byte[(int) size]);
        }
        Ran ran = doctor();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(line(ran, "store"))
                .startsWith("failed")
                .contains("is damaged", "./dynamic-accounts restore BACKUP --database NEW.db");
        assertThat(ran.err()).doesNotContain("\tat ");
    }

    @Test
    void a_store_whose_adoption_was_begun_and_not_finished_fails() throws Exception {
        served();
        change("UPDATE installation SET state = 'ADOPTING'");
        assertThat(line(doctor(), "installation")).startsWith("failed").contains("run adopt again");
    }

    @Test
    void a_table_is_looked_at_too_and_not_made() throws Exception {
        URI endpoint = TestServer.endpoint();
        String table = TestServer.freshName();
        String[] onTable = {
            "doctor",
            "--store",
            "dynamodb",
            "--endpoint",
            endpoint.toString(),
            "--table",
            table,
            "--keyset",
            folder.resolve("keyset.json").toString()
        };
        assertThat(line(Ran.of(onTable), "store")).startsWith("failed").contains("there is no table " + table);
        try (var server = ServerProcess.startOn(endpoint, table, folder, "--create-table")) {
            new Operator(server.uri()).provision("a", "z", Map.of("kubeconfigContents", "token: " + CANARY));
            Ran ran = Ran.of(onTable);
            assertThat(ran.code()).isZero();
            assertThat(line(ran, "store")).startsWith("ok").contains(table);
            assertThat(line(ran, "definitions")).startsWith("ok").contains("1 open");
        }
    }
}
