package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server makes of bytes on a socket, where that is not the contract suite's business. */
class LocalServerTest {

    private static LocalDeployment deployment;

    @BeforeAll
    static void start() {
        deployment = LocalDeployment.start(Deployment.PLAIN);
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    private static Request operator(String method, String target) {
        return Request.of(method, target).header("Authorization", "Bearer " + Tokens.OPERATOR);
    }

    private static Request json(Request request, byte[] body) {
        return request.body("application/json", body);
    }

    @Test
    void a_connection_is_kept_and_used_again() throws IOException {
        try (var http = new RawHttp(deployment.uri())) {
            for (int i = 0; i < 5; i++) {
                assertThat(http.send(operator("GET", "/armory/accounts")).status())
                        .isEqualTo(200);
                assertThat(http.send(operator("PATCH", "/armory/accounts")).status())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void head_has_the_status_and_headers_of_get_and_no_body() throws IOException {
        try (var http = new RawHttp(deployment.uri())) {
            Reply head = http.send(operator("HEAD", "/armory/accounts"));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Type")).isEqualTo("application/json");
            assertThat(http.send(operator("GET", "/armory/accounts")).object()).containsKey("items");
            assertThat(http.send(operator("HEAD", "/metrics")).body()).isEmpty();
            assertThat(http.send(operator("HEAD", "/metrics")).status()).isEqualTo(200);
        }
    }

    @Test
    void a_body_may_come_in_chunks() throws IOException {
        try (var http = new RawHttp(deployment.uri())) {
            Reply reply = http.send(json(
                    operator("PATCH", "/armory/accounts").header("Transfer-Encoding", "chunked"),
                    "8\r\n[{\"name\"\r\n19\r\n:\"never-was\",\"state\":\"ACT\r\n6\r\nIVE\"}]\r\n0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII)));
            assertThat(reply.status()).as(reply.toString()).isEqualTo(404);
            assertThat(http.send(operator("GET", "/armory/accounts")).status()).isEqualTo(200);
        }
    }

    @Test
    void a_body_of_4_MiB_is_read_and_one_byte_more_is_too_large() throws IOException {
        byte[] body = new byte[HttpApi.MAX_BODY];
        java.util.Arrays.fill(body, (byte) ' ');
        assertThat(RawHttp.once(deployment.uri(), json(operator("PATCH", "/armory/accounts"), body))
                        .status())
                .isEqualTo(400);
        byte[] larger = java.util.Arrays.copyOf(body, HttpApi.MAX_BODY + 1);
        assertThat(RawHttp.once(deployment.uri(), json(operator("PATCH", "/armory/accounts"), larger))
                        .problem())
                .isEqualTo("too-large");
    }

    @Test
    void a_body_in_chunks_that_never_ends_is_cut_off_as_too_large() throws IOException {
        var body = new StringBuilder();
        String chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";
        body.append(chunk.repeat(6)).append("0\r\n\r\n");
        Reply reply = RawHttp.once(
                deployment.uri(),
                json(
                        operator("PATCH", "/armory/accounts").header("Transfer-Encoding", "chunked"),
                        body.toString().getBytes(StandardCharsets.US_ASCII)));
        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void of_a_body_that_says_it_is_too_large_nothing_is_read() throws IOException {
        try (var http = new RawHttp(deployment.uri())) {
            http.write("PATCH /armory/accounts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Tokens.OPERATOR
                    + "\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n");
            assertThat(http.receive("PATCH").status()).isEqualTo(413);
        }
    }

    @Test
    void many_large_bodies_at_once_are_all_answered() throws Exception {
        byte[] body = ("[{\"name\":\"never-was\",\"state\":\"ACTIVE\"" + " ".repeat(3_000_000) + "}]")
                .getBytes(StandardCharsets.US_ASCII);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<Reply>>();
            for (int i = 0; i < 24; i++) {
                replies.add(threads.submit((Callable<Reply>)
                        () -> RawHttp.once(deployment.uri(), json(operator("PATCH", "/armory/accounts"), body))));
            }
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().status()).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /armory/accounts?zoneId=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "nonsense\r\n\r\n",
                "POST /armory/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /armory/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
            })
    void what_is_no_HTTP_is_400_or_no_answer_and_the_next_request_is_served(String bytes) throws IOException {
        try (var http = new RawHttp(deployment.uri())) {
            http.write(bytes);
            try {
                assertThat(http.receive("GET").status()).isEqualTo(400);
            } catch (java.io.EOFException e) {
                // Closed without an answer, which is one too.
            }
        }
        assertThat(RawHttp.once(deployment.uri(), Request.of("GET", "/health")).status())
                .isEqualTo(200);
    }

    @Test
    void metrics_need_a_token_that_may_read_accounts() throws IOException {
        assertThat(RawHttp.once(deployment.uri(), Request.of("GET", "/metrics")).status())
                .isEqualTo(401);
        assertThat(RawHttp.once(deployment.uri(), token("GET", "nonsense")).header("WWW-Authenticate"))
                .contains("invalid_token");
        assertThat(RawHttp.once(deployment.uri(), token("GET", Tokens.WRITER)).status())
                .isEqualTo(403);
        assertThat(RawHttp.once(deployment.uri(), token("POST", Tokens.READER)).header("Allow"))
                .isEqualTo("GET, HEAD");
        Reply metrics = RawHttp.once(deployment.uri(), token("GET", Tokens.READER));
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    }

    private static Request token(String method, String token) {
        return Request.of(method, "/metrics").header("Authorization", "Bearer " + token);
    }

    @Test
    void a_path_that_nobody_has_does_not_become_a_series_of_its_own() throws IOException {
        RawHttp.once(deployment.uri(), operator("GET", "/made/up"));
        RawHttp.once(deployment.uri(), operator("MADEUP", "/armory/accounts"));
        String metrics =
                RawHttp.once(deployment.uri(), token("GET", Tokens.READER)).text();
        assertThat(metrics)
                .contains("dynamic_accounts_http_requests_total{method=\"GET\",route=\"other\",status=\"404\"}")
                .contains(
                        "dynamic_accounts_http_requests_total{method=\"other\",route=\"/armory/accounts\",status=\"405\"}")
                .doesNotContain("made", "MADEUP");
    }
}
