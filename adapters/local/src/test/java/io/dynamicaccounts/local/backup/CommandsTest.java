package io.dynamicaccounts.local.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.TestServer;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.installation.Readiness;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.local.Operator;
import io.dynamicaccounts.local.ServerProcess;
import io.dynamicaccounts.local.SimulatedAgent;
import io.dynamicaccounts.local.command.Ran;
import io.dynamicaccounts.local.demo.ChildProcess;
import io.dynamicaccounts.secrets.LocalKeyset;
import io.dynamicaccounts.secrets.TinkSealing;
import io.dynamicaccounts.sqlite.SqliteStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as an operator types them, and servers as processes before and after. */
// The longest of this module: others run beside it.
@Order(1)
class CommandsTest {

    private static final String[] QUICK = {"--set", "poll-seconds=1", "--set", "heartbeat-timeout-seconds=3"};

    /** The same as the functions go by. */
    private static final Settings SETTINGS = new Settings(
            new Timing(
                    3, Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ofSeconds(1), Duration.ofSeconds(900)),
            Duration.ofSeconds(3),
            Duration.ofSeconds(15),
            500,
            Duration.ofDays(30),
            Settings.Exclusions.ON);

    @TempDir
    Path folder;

    private static Ran quickly(String... arguments) {
        return Ran.of(
                Stream.concat(Arrays.stream(arguments), Arrays.stream(QUICK)).toArray(String[]::new));
    }

    private static Ran onTable(URI endpoint, String table, String... arguments) {
        return quickly(Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of("--store", "dynamodb", "--endpoint", endpoint.toString(), "--table", table))
                .toArray(String[]::new));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void what_a_file_held_is_served_from_a_table_and_comes_back_into_another_file() throws Exception {
        URI endpoint = TestServer.endpoint();
        String table = TestServer.freshName();
        try (var server = ServerProcess.start(folder, List.of(), QUICK)) {
            var operator = new Operator(server.uri());
            operator.provision("a", "z", Map.of("kubeconfigContents", "token: " + Installed.CANARY));
            operator.provision("b", "z", Map.of("serviceAccount", true));
            operator.patch("a", "ACTIVE");
            try (var agent = SimulatedAgent.start(server.uri(), "agent-1", "z")) {
                Operator.await("it is watched", 20, () -> operator.state("a").equals("ACTIVE"));
                assertThat(agent.ended()).isFalse();

                // While it is served.
                Ran backup = quickly("backup", at("backup.jsonl"), "--database", at("accounts.db"));
                assertThat(backup.err()).isEmpty();
                assertThat(backup.code()).isZero();
                assertThat(backup.out()).contains("2 x account", "2 x definition", "1 x zone", "backup.jsonl");
                server.kill();
            }
        }
        assertThat(Files.readString(folder.resolve("backup.jsonl"))).doesNotContain(Installed.CANARY);

        Ran restore = onTable(endpoint, table, "restore", at("backup.jsonl"), "--create-table");
        assertThat(restore.err()).isEmpty();
        assertThat(restore.code()).isZero();
        assertThat(restore.out())
                .contains(
                        "2 x account",
                        "adopted 2 accounts in 1 zones",
                        "waiting ",
                        "ready to be served: table " + table);
        Ran again = onTable(endpoint, table, "restore", at("backup.jsonl"));
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("the store is not empty");

        Files.move(folder.resolve("accounts.db.keyset.json"), folder.resolve("keyset.json"));
        try (var server = ServerProcess.startOn(endpoint, table, folder, QUICK)) {
            var operator = new Operator(server.uri());
            assertThat(operator.states()).isEqualTo(Map.of("a", "ACTIVE", "b", "INACTIVE"));
            try (var agent = SimulatedAgent.start(server.uri(), "agent-1", "z")) {
                // Fetches the definition, whose secret is opened with the same key.
                Operator.await(
                        "it is watched again",
                        20,
                        () -> agent.status().watching().contains("a"));
                assertThat(operator.get("/armory/accounts/a/history").text()).contains("\"adopt\"");
            }
        }

        Ran back = onTable(endpoint, table, "backup", at("back.jsonl"));
        assertThat(back.code()).isZero();
        Ran intoFile = quickly("restore", at("back.jsonl"), "--database", at("new.db"));
        assertThat(intoFile.err()).isEmpty();
        assertThat(intoFile.out()).contains("adopted 2 accounts");
    }

    /** The same process, which has applied more than the backup knows of. */
    @Test
    void an_agent_that_lived_through_it_all_confirms_what_it_watches() throws Exception {
        try (var server = ServerProcess.start(folder, List.of(), QUICK)) {
            var operator = new Operator(server.uri());
            operator.provision("a", "z", Map.of("serviceAccount", true));
            operator.provision("b", "z", Map.of("serviceAccount", true));
            operator.patch("a", "ACTIVE");
            try (var agent = SimulatedAgent.start(server.uri(), "agent-1", "z")) {
                Operator.await("it is watched", 20, () -> operator.state("a").equals("ACTIVE"));
                assertThat(quickly("backup", at("backup.jsonl"), "--database", at("accounts.db"))
                                .code())
                        .isZero();
                operator.patch("b", "ACTIVE");
                Operator.await(
                        "the other is watched",
                        20,
                        () -> agent.status().watching().contains("b"));
                server.kill();
                for (String name : List.of("accounts.db", "accounts.db-wal", "accounts.db-shm")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Ran restore = quickly("restore", at("backup.jsonl"), "--database", at("accounts.db"));
                assertThat(restore.err()).isEmpty();

                server.restart();

                Operator.await(
                        "it is confirmed, and the other dropped",
                        60,
                        () -> operator.get("/agents/kubernetes/accounts/a")
                                        .text()
                                        .contains("\"agent-1\"")
                                && agent.status().watching().equals(Set.of("a")));
                assertThat(operator.states()).isEqualTo(Map.of("a", "ACTIVE", "b", "INACTIVE"));
                assertThat(agent.ended()).isFalse();
            }
        }
    }

    /** As the cloud's own recovery does: the same items in a table of another name. */
    @Test
    void a_table_that_was_brought_back_under_another_name_is_served_once_it_was_adopted() throws Exception {
        URI endpoint = TestServer.endpoint();
        String table = TestServer.freshName();
        String restored = TestServer.freshName();
        try (var server = ServerProcess.startOn(endpoint, table, folder, "--create-table")) {
            new Operator(server.uri()).provision("a", "z", Map.of("serviceAccount", true));
        }
        TestServer.copy(table, restored);

        Ran refused = Ran.of(
                "serve",
                "--port",
                "0",
                "--store",
                "dynamodb",
                "--endpoint",
                endpoint.toString(),
                "--table",
                restored,
                "--keyset",
                at("keyset.json"));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(table, "run adopt on " + restored).doesNotContain("\tat ");

        Ran adopt = onTable(endpoint, restored, "adopt");
        assertThat(adopt.err()).isEmpty();
        assertThat(adopt.out()).contains("adopted 1 accounts in 1 zones", "ready to be served");
        try (var server = ServerProcess.startOn(endpoint, restored, folder)) {
            assertThat(new Operator(server.uri()).state("a")).isEqualTo("INACTIVE");
        }
    }

    @Test
    void a_restore_that_was_interrupted_is_not_served_and_goes_on() throws Exception {
        Path database = folder.resolve("source.db");
        try (var store = SqliteStore.open(database)) {
            var sealing = new TinkSealing(LocalKeyset.openOrCreate(folder.resolve("source.db.keyset.json"))
                    .keyEncryption());
            new Installed(store, sealing, SETTINGS, InstantSource.system()).populate();
        }
        assertThat(quickly("backup", at("backup.jsonl"), "--database", database.toString())
                        .code())
                .isZero();
        Files.copy(
                folder.resolve("source.db.keyset.json"),
                folder.resolve("target.db.keyset.json"),
                StandardCopyOption.COPY_ATTRIBUTES);
        var child = ChildProcess.start(
                folder.resolve("restore.log"),
                ServerProcess.SHORT_LIVED,
                Stream.concat(
                                Stream.of("restore", at("backup.jsonl"), "--database", at("target.db")),
                                Arrays.stream(QUICK))
                        .toList());
        child.printed("waiting ");
        child.kill();
        Ran refused = Ran.of("serve", "--port", "0", "--database", at("target.db"));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("not finished").doesNotContain("\tat ");

        Ran again = quickly("restore", at("backup.jsonl"), "--database", at("target.db"));
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).doesNotContain(" x account").contains("ready to be served");
        try (var store = SqliteStore.open(folder.resolve("target.db"))) {
            Readiness.check(store, InstantSource.system());
        }
        Ran other = quickly("adopt", "--database", at("nowhere.db"));
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("must name a file that is there");
    }

    @Test
    void what_is_wrong_is_said_in_a_line() throws IOException {
        Path broken = folder.resolve("broken.jsonl");
        Files.writeString(broken, "{\"dynamicAccountsBackup\":9}\n");
        Ran restore = quickly("restore", broken.toString(), "--database", at("new.db"));
        assertThat(restore.code()).isEqualTo(1);
        assertThat(restore.err())
                .startsWith("dynamic-accounts: ")
                .contains("line 1 says format 9")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("new.db")).doesNotExist();
        assertThat(Ran.of("restore").code()).isEqualTo(2);
        Ran backup = Ran.of("backup", at("x.jsonl"), "--database", at("nowhere.db"));
        assertThat(backup.code()).isEqualTo(1);
        assertThat(backup.err()).contains("does not exist");
        assertThat(folder.resolve("x.jsonl")).doesNotExist();
        Files.writeString(folder.resolve("there.jsonl"), "");
        try (var store = SqliteStore.open(folder.resolve("a.db"))) {
            store.ping();
        }
        assertThat(Ran.of("backup", at("there.jsonl"), "--database", at("a.db")).err())
                .contains("is there already");
    }
}
