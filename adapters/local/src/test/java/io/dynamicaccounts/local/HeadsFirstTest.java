package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the head of a request decides is answered before a byte of its body has come. */
class HeadsFirstTest {

    private static LocalDeployment deployment;

    @BeforeAll
    static void start() {
        deployment = LocalDeployment.start(Deployment.PLAIN);
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    private static String head(String line, String token, String contentType, String framing) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                + "Content-Type: " + contentType + "\r\n" + framing + "\r\nX-Request-Id: the-callers\r\n\r\n";
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource({
        "POST /armory/accounts,                '',              application/json, 401, no-token",
        "POST /armory/accounts,                nonsense,        application/json, 401, bad-token",
        "POST /armory/accounts,                expired-token,   application/json, 401, bad-token",
        "POST /armory/accounts,                reader-token,    application/json, 403, missing-scope",
        "POST /armory/agents/some-agent/poll,  operator-token,  application/json, 403, missing-scope",
        "POST /nowhere,                        operator-token,  application/json, 404, no-such-path",
        "PUT /armory/accounts,                 operator-token,  application/json, 405, method-not-allowed",
        "POST /armory/accounts,                operator-token,  text/plain,       415, not-this-media-type",
        "POST /metrics,                        '',              application/json, 401, ''",
    })
    // spotless:on
    void a_refusal_does_not_wait_for_the_body(String line, String token, String type, int status, String problem)
            throws IOException {
        for (String framing : List.of("Content-Length: 1000000", "Content-Length: 5", "Transfer-Encoding: chunked")) {
            try (var http = new RawHttp(deployment.uri())) {
                long begun = System.nanoTime();
                http.write(head(line, token, type, framing));
                Reply reply = http.receive("POST");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
                assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
                assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(reply.header("X-Request-Id")).isEqualTo("the-callers");
                assertThat(reply.problem()).endsWith(problem);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4194305", "16777216", "99999999999"})
    void a_body_that_says_it_is_too_large_is_413_before_it_comes(String length) throws IOException {
        try (var http = new RawHttp(deployment.uri())) {
            http.write(head("POST /armory/accounts", Tokens.OPERATOR, "application/json", "Content-Length: " + length));
            assertThat(http.receive("POST").problem()).isEqualTo("too-large");
        }
    }

    @Test
    void what_takes_no_body_does_not_wait_for_one() throws IOException {
        try (var http = new RawHttp(deployment.uri())) {
            http.write(head("GET /armory/accounts", Tokens.OPERATOR, "application/json", "Content-Length: 100000"));
            assertThat(http.receive("GET").status()).isEqualTo(200);
        }
    }

    @Test
    void the_sender_of_a_body_that_was_refused_sees_the_answer_and_may_use_the_connection_again() throws IOException {
        byte[] body = new byte[1_000_000];
        try (var http = new RawHttp(deployment.uri())) {
            Reply refused = http.send(Request.of("POST", "/armory/accounts").body("application/json", body));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(http.send(Request.of("GET", "/health")).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000", "Transfer-Encoding: chunked"})
    void many_who_have_no_token_and_send_no_body_hold_up_nobody(String framing) throws IOException {
        var strangers = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < 64; i++) {
                var stranger = new RawHttp(deployment.uri());
                strangers.add(stranger);
                stranger.write(head("POST /armory/accounts", "", "application/json", framing));
            }
            byte[] large = ("[{\"name\":\"never-was\",\"state\":\"ACTIVE\"" + " ".repeat(1_000_000) + "}]")
                    .getBytes(StandardCharsets.US_ASCII);
            long begun = System.nanoTime();
            Reply reply = RawHttp.once(
                    deployment.uri(),
                    Request.of("PATCH", "/armory/accounts")
                            .header("Authorization", "Bearer " + Tokens.OPERATOR)
                            .body("application/json", large));
            assertThat(reply.status()).isEqualTo(404);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        } finally {
            for (RawHttp stranger : strangers) {
                stranger.close();
            }
        }
    }
}
