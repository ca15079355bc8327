package io.dynamicaccounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.agent.AgentRejection;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the body of a poll becomes a request, and the function's result an answer. */
class PollEndpointTest {

    private Poll.Result result = new Poll.Result.Answer(
            1,
            1,
            Duration.ofSeconds(10),
            Duration.ofSeconds(45),
            Optional.empty(),
            false,
            List.of(),
            OptionalLong.of(1_796_000_000_000L));
    private Poll.Request asked;

    private Reply poll(String more) {
        var functions = new Functions() {
            @Override
            public <I, O> Function<I, O> get(FunctionName<I, O> name) {
                return request -> {
                    asked = (Poll.Request) request;
                    return name.output().cast(result);
                };
            }
        };
        String body = "{'zoneId': 'z', 'session': 's', 'capacity': 1, 'version': 'v'" + more + "}";
        try (var api = InProcess.of(Deployment.PLAIN.withoutTokens(), functions)) {
            return api.send(Request.of("POST", "/armory/agents/a/poll")
                    .body("application/json", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void a_poll_without_the_members_about_caching_is_accepted() {
        for (String more : List.of("", ", 'cachingRevision': null, 'leaseHeldSeconds': null")) {
            assertThat(poll(more).status()).isEqualTo(200);
            assertThat(asked.cachingRevision()).isEmpty();
            assertThat(asked.leaseHeld()).isEmpty();
        }
    }

    @Test
    void the_revision_that_an_agent_caches_by_reaches_the_function() {
        poll(", 'revision': 3, 'cachingRevision': 7");
        assertThat(asked.revision()).isEqualTo(OptionalLong.of(3));
        assertThat(asked.cachingRevision()).isEqualTo(OptionalLong.of(7));
        poll(", 'cachingRevision': 9223372036854775807");
        assertThat(asked.cachingRevision()).isEqualTo(OptionalLong.of(Long.MAX_VALUE));
    }

    @Test
    void the_registration_of_an_agent_reaches_the_function() {
        assertThat(poll("").object()).containsEntry("registration", 1_796_000_000_000L);
        assertThat(asked.registration()).isEmpty();
        poll(", 'registration': 1796000000000");
        assertThat(asked.registration()).isEqualTo(OptionalLong.of(1_796_000_000_000L));
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0.0, PT0S",
        "-0.0, PT0S",
        "44, PT44S",
        "44.123, PT44.123S",
        "3600, PT1H",
        "3.6e3, PT1H",
        "4.4E+1, PT44S",
        // Never fewer than it says.
        "0.0000000011, PT0.000000002S",
        "1e-999999999, PT0.000000001S"
    })
    void the_rest_of_a_lease_reaches_the_function_and_is_never_rounded_down(String seconds, Duration held) {
        assertThat(poll(", 'leaseHeldSeconds': " + seconds).status()).isEqualTo(200);
        assertThat(asked.leaseHeld()).contains(held);
    }

    @Test
    void each_answer_announces_the_protocol() {
        assertThat(poll("").object()).containsEntry("protocol", 3);
    }

    @Test
    void a_full_zone_is_answered_with_retry_after_and_a_superseded_session_without() {
        result = new Poll.Result.Rejected(new AgentRejection.ZoneFull("full"));
        assertThat(poll("").header("Retry-After")).isEqualTo("30");
        result = new Poll.Result.Rejected(new AgentRejection.Superseded());
        assertThat(poll("").header("Retry-After")).isEmpty();
    }
}
