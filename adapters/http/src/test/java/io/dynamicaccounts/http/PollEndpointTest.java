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

/** What becomes of a poll's body, and what of the function's answer. */
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
    void a_poll_that_says_nothing_of_caching_is_taken_as_ever() {
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
    void the_registration_that_an_agent_was_told_of_reaches_the_function() {
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
    void the_time_that_a_lease_still_holds_reaches_the_function_and_not_a_moment_less(String seconds, Duration held) {
        assertThat(poll(", 'leaseHeldSeconds': " + seconds).status()).isEqualTo(200);
        assertThat(asked.leaseHeld()).contains(held);
    }

    @Test
    void each_answer_announces_that_polls_may_say_so() {
        assertThat(poll("").object()).containsEntry("protocol", 3);
    }

    @Test
    void whom_the_zone_does_not_take_now_is_told_when_to_ask_again_and_whoever_is_superseded_is_not() {
        result = new Poll.Result.Rejected(new AgentRejection.ZoneFull("full"));
        assertThat(poll("").header("Retry-After")).isEqualTo("30");
        result = new Poll.Result.Rejected(new AgentRejection.Superseded());
        assertThat(poll("").header("Retry-After")).isEmpty();
    }
}
