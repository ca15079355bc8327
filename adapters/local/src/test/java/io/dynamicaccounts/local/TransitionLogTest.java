package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever only reads the log of {@code serve} learns which accounts need attention. */
class TransitionLogTest {

    @TempDir
    Path folder;

    private ServerProcess server() throws Exception {
        return ServerProcess.start(folder, List.of("-Xmx256m"), "--set", "sweep-seconds=1", "--set", "poll-seconds=1");
    }

    private static List<String> said(ServerProcess server) {
        return server.logged()
                .lines()
                .map(line -> JsonText.read(line.getBytes(StandardCharsets.UTF_8)))
                .filter(JsonText.Result.Value.class::isInstance)
                .map(JsonText.Result.Value.class::cast)
                .map(value -> (Map<?, ?>) value.value())
                .filter(line -> String.valueOf(line.get("loggerName")).endsWith(".TransitionLog"))
                .map(line -> line.get("level") + " " + line.get("formattedMessage"))
                .toList();
    }

    @Test
    void a_start_that_fails_and_an_orphaned_account_are_lines_of_the_log_within_a_second_or_two() throws Exception {
        try (var server = server()) {
            var operator = new Operator(server.uri());
            operator.provision("good", "eu", Map.of("kubeconfigFile", "/kube/good"));
            operator.provision("bad", "eu", Map.of("kubeconfigFile", "/kube/bad"));
            operator.patch("good", "ACTIVE");
            operator.patch("bad", "ACTIVE");
            try (var _ = SimulatedAgent.start(server.uri(), "agent-1", "eu", "fail=bad:no route to 10.0.0.1")) {
                Operator.await("both are told", 20, () -> said(server).size() >= 2);
                assertThat(said(server))
                        .contains("INFO account good in zone eu is ACTIVE")
                        .anyMatch(line -> line.startsWith("WARN account bad in zone eu is FAILED, its start failed: ")
                                && line.contains("no route to 10.0.0.1; next try at 20"));
            }
            Operator.await(
                    "it is orphaned",
                    20,
                    () -> said(server).stream()
                            .anyMatch(line -> line.startsWith("WARN account good in zone eu is ORPHANED: ")));
        }
    }

    @Test
    void what_happened_right_before_a_stop_is_written_all_the_same() throws Exception {
        try (var server = server()) {
            var operator = new Operator(server.uri());
            operator.provision("good", "eu", Map.of("kubeconfigFile", "/kube/good"));
            operator.patch("good", "ACTIVE");
            try (var _ = SimulatedAgent.start(server.uri(), "agent-1", "eu")) {
                Operator.await("it is ACTIVE", 20, () -> operator.state("good").equals("ACTIVE"));
                server.stop();
            }
            assertThat(said(server)).contains("INFO account good in zone eu is ACTIVE");
        }
    }
}
