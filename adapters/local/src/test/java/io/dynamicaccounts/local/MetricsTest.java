package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

    private static final Pattern SAMPLE =
            Pattern.compile("[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? -?[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?");

    @TempDir
    Path folder;

    @Test
    void everything_that_happens_is_counted_and_the_log_does_not_tell_of_idle_polls() throws Exception {
        try (var server = ServerProcess.start(
                folder,
                List.of(),
                "--set",
                "poll-seconds=1",
                "--set",
                "heartbeat-timeout-seconds=3",
                "--set",
                "sweep-seconds=1")) {
            var operator = new Operator(server.uri());
            operator.provision("a", "z", Map.of("serviceAccount", true));
            operator.patch("a", "ACTIVE");
            try (var agent = SimulatedAgent.start(server.uri(), "agent-1", "z")) {
                Operator.await("it is watched", 15, () -> operator.state("a").equals("ACTIVE"));
                operator.send("POST", "/armory/accounts/dynamic", Map.of("name", "a", "serviceAccount", true));
                Operator.await(
                        "polls are idle",
                        15,
                        () -> operator.get("/metrics")
                                .text()
                                .contains("dynamic_accounts_polls_total{outcome=\"idle\"} 2"));
                Operator.await(
                        "sweeps run",
                        15,
                        () -> !operator.get("/metrics").text().contains("dynamic_accounts_sweeps_total 0"));
                String metrics = operator.get("/metrics").text();
                assertThat(metrics)
                        .contains(
                                "dynamic_accounts_build_info{version=",
                                "dynamic_accounts_accounts{state=\"ACTIVE\"} 1\n",
                                "dynamic_accounts_accounts{state=\"FAILED\"} 0\n",
                                "dynamic_accounts_agents{zone=\"z\"} 1\n",
                                "dynamic_accounts_transitions_total{event=\"provision\",to=\"INACTIVE\"} 1\n",
                                "dynamic_accounts_transitions_total{event=\"confirm\",to=\"ACTIVE\"} 1\n",
                                "dynamic_accounts_polls_total{outcome=\"list\"}",
                                "dynamic_accounts_http_requests_total{method=\"PATCH\",route=\"/armory/accounts\",status=\"202\"} 1\n",
                                "dynamic_accounts_http_request_duration_seconds_count{method=\"PATCH\",route=\"/armory/accounts\"} 1\n",
                                "dynamic_accounts_sweep_distrusts 0\n",
                                "dynamic_accounts_sweep_last_complete 1\n",
                                "dynamic_accounts_sweep_failures_total 0\n",
                                "dynamic_accounts_sweep_age_seconds ",
                                "jvm_memory_used_bytes{area=\"heap\"}",
                                "jvm_threads_current ");
                assertWellFormed(metrics);
                assertThat(agent.ended()).isFalse();
            }
            Operator.await(
                    "the agent is gone",
                    15,
                    () -> !operator.get("/metrics").text().contains("dynamic_accounts_agents{"));
            assertThat(server.logged().lines())
                    .allMatch(line -> line.startsWith("{\"timestamp\":") && line.endsWith("}"))
                    .anyMatch(line -> line.contains("PATCH") && line.contains("\"requestId\""))
                    .noneMatch(line -> line.contains("/poll"));
        }
    }

    private static void assertWellFormed(String metrics) {
        var families = new HashSet<String>();
        var series = new HashSet<String>();
        metrics.lines().forEach(line -> {
            if (line.startsWith("# TYPE ")) {
                assertThat(families.add(line.split(" ")[2])).as(line).isTrue();
            } else if (!line.startsWith("# HELP ")) {
                assertThat(line).matches(SAMPLE);
                assertThat(series.add(line.substring(0, line.lastIndexOf(' '))))
                        .as(line)
                        .isTrue();
                assertThat(families).anyMatch(line::startsWith);
            }
        });
    }
}
