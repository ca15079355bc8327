package io.dynamicaccounts.aws.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.entry.AnsweredRequest;
import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.TransitionLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InvocationMetricsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SHORT = Duration.ofMillis(12);

    @RegisterExtension
    final CapturedLog log = CapturedLog.of(TransitionLog.class);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<String> lines = new ArrayList<>();
    private final InvocationMetrics observation =
            new InvocationMetrics("the-table", Timing.DEFAULT, () -> now, lines::add);

    /** What was told of a metric, in order. */
    private List<JsonNode> told(String metric) {
        return lines.stream()
                .map(JSON::readTree)
                .filter(line -> line.has(metric))
                .toList();
    }

    private void ordinaryRequest() {
        observation.answered(new AnsweredRequest("GET", "/armory/accounts", 200, SHORT));
        observation.invocationEnded();
    }

    @Test
    void what_is_ordinary_is_told_with_what_is_not() {
        for (int i = 0; i < 7; i++) {
            ordinaryRequest();
        }
        assertThat(lines).isEmpty();

        observation.answered(new AnsweredRequest("GET", "/armory/accounts", 409, SHORT));
        observation.invocationEnded();

        assertThat(told("dynamic_accounts_http_requests_total"))
                .extracting(line -> line.path("status").asString() + " "
                        + line.path("dynamic_accounts_http_requests_total").asInt())
                .containsExactly("200 7", "409 1");
        assertThat(told("dynamic_accounts_http_request_duration_seconds"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("dynamic_accounts_http_request_duration_seconds"))
                        .hasSize(8));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void what_anybody_can_cause_costs_no_line_of_its_own(int status) {
        for (int i = 0; i < 50; i++) {
            observation.answered(new AnsweredRequest("POST", "/armory/agents/{agentId}/poll", status, SHORT));
            observation.invocationEnded();
        }
        assertThat(lines).isEmpty();

        now = now.plusSeconds(60);
        observation.invocationEnded();

        assertThat(told("dynamic_accounts_http_requests_total")).singleElement().satisfies(line -> {
            assertThat(line.path("status").asInt()).isEqualTo(status);
            assertThat(line.path("dynamic_accounts_http_requests_total").asInt())
                    .isEqualTo(50);
        });
    }

    @Test
    void what_is_ordinary_is_told_once_a_minute_all_the_same() {
        ordinaryRequest();
        now = now.plusSeconds(59);
        ordinaryRequest();
        assertThat(lines).isEmpty();
        now = now.plusSeconds(1);
        ordinaryRequest();
        assertThat(told("dynamic_accounts_http_requests_total"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("dynamic_accounts_http_requests_total")
                                .asInt())
                        .isEqualTo(3));
    }

    @Test
    void nothing_is_told_twice() {
        observation.refused(Event.ACTIVATE);
        observation.invocationEnded();
        observation.invocationEnded();
        now = now.plusSeconds(600);
        observation.invocationEnded();
        assertThat(lines).hasSize(1);
    }

    /** CloudWatch takes no more of one metric in one line. */
    @Test
    void a_line_has_a_hundred_values_at_most() {
        for (int i = 0; i < 250; i++) {
            ordinaryRequest();
        }
        assertThat(told("dynamic_accounts_http_request_duration_seconds"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.path("dynamic_accounts_http_request_duration_seconds"))
                        .hasSize(100));
    }

    private Account confirmed() {
        return Account.of(Map.of(
                Attribute.NAME,
                "a",
                Attribute.ZONE,
                "z1",
                Attribute.VERSION,
                3L,
                Attribute.STATE,
                AccountState.ACTIVE.name(),
                Attribute.PREVIOUS_STATE,
                AccountState.ACTIVATING.name(),
                Attribute.EVENT,
                Event.CONFIRM.name(),
                Attribute.ACTOR,
                "agent-1",
                Attribute.UPDATED,
                now));
    }

    /** An environment may be frozen after any invocation, and never be thawed. */
    @Test
    void what_accounts_have_become_is_in_the_log_when_the_invocation_is_over() {
        observation.moved(confirmed());
        assertThat(log.events()).isEmpty();
        observation.invocationEnded();
        assertThat(log.events())
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .containsExactly("INFO account a in zone z1 is ACTIVE");
    }

    @Test
    void a_line_is_in_the_embedded_metric_format() {
        observation.moved(confirmed());
        observation.moved(confirmed());
        observation.invocationEnded();

        JsonNode line = JSON.readTree(lines.getFirst());
        assertThat(line.path("_aws").path("Timestamp").asLong()).isEqualTo(now.toEpochMilli());
        JsonNode directive = line.path("_aws").path("CloudWatchMetrics").path(0);
        assertThat(directive.path("Namespace").asString()).isEqualTo("DynamicAccounts");
        for (JsonNode dimension : directive.path("Dimensions").path(0)) {
            assertThat(line.path(dimension.asString()).asString()).isNotEmpty();
        }
        assertThat(StreamSupport.stream(directive.path("Metrics").spliterator(), false)
                        .map(metric -> metric.path("Name").asString()))
                .containsExactly("dynamic_accounts_transitions_total");
        assertThat(line.path("dynamic_accounts_transitions_total").asInt()).isEqualTo(2);
        assertThat(line.path("installation").asString()).isEqualTo("the-table");
    }

    @Test
    void every_sweep_is_told() {
        observation.swept(new Sweep.Result(3, 0, 0, 2, Optional.empty(), true), SHORT);
        observation.invocationEnded();

        assertThat(told("dynamic_accounts_sweeps_total")).hasSize(1);
        assertThat(told("dynamic_accounts_agents")
                        .getFirst()
                        .path("dynamic_accounts_agents")
                        .asInt())
                .isEqualTo(3);
        assertThat(told("dynamic_accounts_sweep_work_total"))
                .extracting(line -> line.path("work").asString())
                .containsExactly("due accounts");

        observation.sweepFailed();
        observation.invocationEnded();
        assertThat(told("dynamic_accounts_sweep_failures_total")).hasSize(1);
    }
}
