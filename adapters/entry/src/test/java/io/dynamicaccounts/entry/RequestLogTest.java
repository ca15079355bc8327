package io.dynamicaccounts.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.CapturedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests stand in the log, and how. */
class RequestLogTest {

    @RegisterExtension
    final CapturedLog log = CapturedLog.ofAll();

    private Instant now = Instant.EPOCH;
    private final RequestLog requests = new RequestLog(() -> now);

    private static AnsweredRequest answered(String method, String route, int status) {
        return new AnsweredRequest(method, route, status, Duration.ofMillis(7));
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /armory/accounts, 202, INFO",
        "GET, /armory/accounts, 404, INFO",
        "POST, /armory/agents/{agentId}/poll, 409, INFO",
        "GET, /armory/accounts, 500, WARN",
        "POST, /armory/agents/{agentId}/poll, 503, WARN",
    })
    void what_changed_something_or_went_wrong_is_a_line(String method, String route, int status, String level) {
        requests.write("id-1", answered(method, route, status));
        assertThat(log.events()).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).hasToString(level);
            assertThat(event.getLoggerName()).isEqualTo("io.dynamicaccounts.request");
            assertThat(event.getFormattedMessage()).isEqualTo(method + " " + route + " " + status + " 7 ms");
            assertThat(event.getMDCPropertyMap()).containsEntry("requestId", "id-1");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /armory/accounts, 200",
        "HEAD, /armory/accounts, 200",
        "POST, /armory/agents/{agentId}/poll, 200",
    })
    void what_is_frequent_and_went_well_is_not_written(String method, String route, int status) {
        requests.write(answered(method, route, status));
        assertThat(log.events()).isEmpty();
    }

    @Test
    void a_method_that_a_caller_made_up_is_not_repeated() {
        requests.write(answered("MADE-UP", "/health", 405));
        assertThat(log.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).isEqualTo("other /health 405 7 ms"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void what_anybody_can_cause_is_a_line_once_a_minute_with_the_number_of_those_that_had_none(int status) {
        for (int second = 0; second < 60; second++) {
            requests.write(answered("POST", "/armory/agents/{agentId}/poll", status));
            now = now.plusSeconds(1);
        }
        assertThat(log.events()).hasSize(1);

        requests.write(answered("POST", "/armory/agents/{agentId}/poll", status));

        assertThat(log.events())
                .last()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .isEqualTo("POST /armory/agents/{agentId}/poll " + status
                                + " 7 ms, and 59 more since the last such line"));
    }

    @Test
    void each_method_route_and_status_has_lines_of_its_own() {
        for (String route : List.of("/armory/accounts", "other")) {
            for (int status : new int[] {401, 404, 403}) {
                requests.write(answered("GET", route, status));
                requests.write(answered("PATCH", route, status));
            }
        }
        assertThat(log.events()).hasSize(12);
    }
}
