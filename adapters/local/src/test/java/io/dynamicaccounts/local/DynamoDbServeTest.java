package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.dynamodb.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process on a table, over the wire. */
class DynamoDbServeTest {

    @TempDir
    Path folder;

    @Test
    void a_process_on_a_table_serves_and_another_goes_on_from_there() throws Exception {
        URI endpoint = TestServer.endpoint();
        String table = TestServer.freshName();
        try (var first = ServerProcess.startOn(endpoint, table, folder, "--create-table")) {
            var operator = new Operator(first.uri());
            operator.provision("a", "z", Map.of("kubeconfigContents", "apiVersion: v1"));
            operator.patch("a", "ACTIVE");
            try (var agent = SimulatedAgent.start(first.uri(), "agent-1", "z")) {
                Operator.await("it is watched", 20, () -> operator.state("a").equals("ACTIVE"));
                assertThat(agent.ended()).isFalse();
            }
            // It counts no accounts by state: that would read all of them.
            assertThat(operator.get("/metrics").text())
                    .contains("dynamic_accounts_agents", "dynamic_accounts_transitions_total")
                    .doesNotContain("dynamic_accounts_accounts");
            first.kill();
        }
        try (var second = ServerProcess.startOn(endpoint, table, folder)) {
            assertThat(new Operator(second.uri()).state("a")).isNotEqualTo("GONE");
        }
        // Secrets are stored by now: a new key would open none of them.
        Files.delete(folder.resolve("keyset.json"));
        assertThatThrownBy(() -> ServerProcess.startOn(endpoint, table, folder).close())
                .isInstanceOf(Exception.class);
        assertThat(Files.readString(folder.resolve("server.log"))).contains("keyset.json");
        assertThat(folder.resolve("keyset.json")).doesNotExist();
    }

    @Test
    void a_table_that_is_not_there_is_not_made_unasked() throws IOException {
        URI endpoint = TestServer.endpoint();
        assertThatThrownBy(() ->
                        ServerProcess.startOn(endpoint, "never-created", folder).close())
                .isInstanceOf(Exception.class);
        assertThat(Files.readString(folder.resolve("server.log")))
                .contains("there is no table never-created", "--create-table")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("keyset.json")).doesNotExist();
    }

    /** What a process does not use it should not pay for when it starts. */
    @Test
    void a_process_on_a_file_loads_nothing_of_a_table() throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        try (var server = ServerProcess.start(folder, List.of("-Xlog:class+load:file=" + loaded))) {
            new Operator(server.uri()).provision("a", "z", Map.of("serviceAccount", true));
        }
        assertThat(Files.readString(loaded))
                .contains("io.dynamicaccounts.sqlite.")
                .doesNotContain("software.amazon.");
    }
}
