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

    /** Dashboards and alerts of operators know these names, labels and types: sorted, without the values. */
    private static final String SHAPE = """
            # HELP dynamic_accounts_accounts Accounts, by state.
            # HELP dynamic_accounts_agents Agents with a fresh heartbeat, by zone.
            # HELP dynamic_accounts_build_info Which build this is.
            # HELP dynamic_accounts_http_request_duration_seconds How long requests took, without the transfer of their bodies.
            # HELP dynamic_accounts_http_requests_total Requests answered.
            # HELP dynamic_accounts_polls_total Polls of agents: idle, answered with the complete list, or turned away.
            # HELP dynamic_accounts_refusals_total Transitions that the account's state did not permit, by event.
            # HELP dynamic_accounts_sweep_age_seconds Since the last sweep that came to an end, or since the start.
            # HELP dynamic_accounts_sweep_distrusts Whether the sweep does not believe what it sees (1) and so changes nothing.
            # HELP dynamic_accounts_sweep_failures_total Sweeps that ended with an exception.
            # HELP dynamic_accounts_sweep_last_complete Whether the last sweep came to the end of its work (1) or ran out of time (0).
            # HELP dynamic_accounts_sweep_last_duration_seconds How long the last sweep took.
            # HELP dynamic_accounts_sweep_work_total What sweeps took care of.
            # HELP dynamic_accounts_sweeps_total Sweeps that came to an end.
            # HELP dynamic_accounts_transitions_total Transitions of accounts, by event and the state they led to.
            # HELP jvm_gc_collection_seconds Time spent in garbage collection.
            # HELP jvm_memory_max_bytes The most bytes of a memory area.
            # HELP jvm_memory_used_bytes Used bytes of a memory area.
            # HELP jvm_threads_current Threads, without virtual ones.
            # HELP process_start_time_seconds When the process started.
            # TYPE dynamic_accounts_accounts gauge
            # TYPE dynamic_accounts_agents gauge
            # TYPE dynamic_accounts_build_info gauge
            # TYPE dynamic_accounts_http_request_duration_seconds summary
            # TYPE dynamic_accounts_http_requests_total counter
            # TYPE dynamic_accounts_polls_total counter
            # TYPE dynamic_accounts_refusals_total counter
            # TYPE dynamic_accounts_sweep_age_seconds gauge
            # TYPE dynamic_accounts_sweep_distrusts gauge
            # TYPE dynamic_accounts_sweep_failures_total counter
            # TYPE dynamic_accounts_sweep_last_complete gauge
            # TYPE dynamic_accounts_sweep_last_duration_seconds gauge
            # TYPE dynamic_accounts_sweep_work_total counter
            # TYPE dynamic_accounts_sweeps_total counter
            # TYPE dynamic_accounts_transitions_total counter
            # TYPE jvm_gc_collection_seconds summary
            # TYPE jvm_memory_max_bytes gauge
            # TYPE jvm_memory_used_bytes gauge
            # TYPE jvm_threads_current gauge
            # TYPE process_start_time_seconds gauge
            dynamic_accounts_accounts{state}
            dynamic_accounts_agents{zone}
            dynamic_accounts_build_info{version}
            dynamic_accounts_http_request_duration_seconds_count{method,route}
            dynamic_accounts_http_request_duration_seconds_sum{method,route}
            dynamic_accounts_http_requests_total{method,route,status}
            dynamic_accounts_polls_total{outcome}
            dynamic_accounts_refusals_total{event}
            dynamic_accounts_sweep_age_seconds
            dynamic_accounts_sweep_distrusts
            dynamic_accounts_sweep_failures_total
            dynamic_accounts_sweep_last_complete
            dynamic_accounts_sweep_last_duration_seconds
            dynamic_accounts_sweep_work_total{work}
            dynamic_accounts_sweeps_total
            dynamic_accounts_transitions_total{event,to}
            jvm_gc_collection_seconds_count{gc}
            jvm_gc_collection_seconds_sum{gc}
            jvm_memory_max_bytes{area}
            jvm_memory_used_bytes{area}
            jvm_threads_current
            process_start_time_seconds
            """;

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
                operator.send(
                        "PATCH",
                        "/armory/accounts",
                        List.of(Map.of("name", "a", "state", "ACTIVE", "zoneId", "elsewhere")));
                assertThat(shape(operator.get("/metrics").text()))
                        .containsExactlyElementsOf(SHAPE.lines().toList());
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

    /** The lines without the values of samples and of labels. */
    private static List<String> shape(String metrics) {
        return metrics.lines()
                .map(line -> line.startsWith("#")
                        ? line
                        : line.substring(0, line.lastIndexOf(' ')).replaceAll("=\"[^\"]*\"", ""))
                .distinct()
                .sorted()
                .toList();
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
