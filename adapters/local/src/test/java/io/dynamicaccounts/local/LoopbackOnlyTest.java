package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Without authentication, a browser must not be talked into asking for a stranger: DNS rebinding, and pages of other
 * sites.
 */
class LoopbackOnlyTest {

    private static LocalDeployment open;
    private static LocalDeployment guarded;

    @BeforeAll
    static void start() {
        open = LocalDeployment.start(Deployment.PLAIN.withoutTokens());
        guarded = LocalDeployment.start(Deployment.PLAIN);
    }

    @AfterAll
    static void stop() {
        open.close();
        guarded.close();
    }

    /** Sends these header lines, and nothing beside them. */
    private static Reply send(LocalDeployment to, String line, String... headers) throws IOException {
        try (var http = new RawHttp(to.uri())) {
            http.write(line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n")
                    + "\r\n");
            return http.receive(line.split(" ")[0]);
        }
    }

    private static String port() {
        return ":" + open.uri().getPort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:7002",
                "localhost:1",
                "127.0.0.1",
                "127.0.0.1:7002",
                "127.8.9.10:80",
                "[::1]",
                "[::1]:7002",
                "[0:0:0:0:0:0:0:1]:7002"
            })
    void a_request_to_loopback_is_answered(String host) throws IOException {
        assertThat(send(open, "GET /armory/accounts", "Host: " + host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attacker.example",
                "attacker.example:7002",
                "127.0.0.1.attacker.example",
                "localhost.attacker.example:7002",
                "attacker.example@127.0.0.1",
                "127.0.0.1@attacker.example",
                "10.0.0.1:7002",
                "0.0.0.0",
                "[::]",
                "[2001:db8::1]",
                "127.0.0.1:port",
                "localhost/x",
                "ä.example",
                ""
            })
    void a_request_to_another_host_is_421_and_told_what_would_be_right(String host) throws IOException {
        for (String line : new String[] {
            "GET /armory/accounts",
            "GET /agents/kubernetes/accounts/some-account",
            "POST /armory/agents/some-agent/definitions",
            "GET /metrics",
            "GET /health",
            "GET /openapi.json",
            "GET /nowhere"
        }) {
            Reply reply = send(open, line, "Host: " + host, "X-Request-Id: the-callers");
            assertThat(reply.status()).as(line).isEqualTo(421);
            assertThat(reply.problem()).isEqualTo("foreign-host");
            assertThat(reply.header("X-Request-Id")).isEqualTo("the-callers");
            assertThat(reply.text()).contains("localhost", "auth.mode").doesNotContain("attacker");
        }
    }

    @Test
    void a_request_to_no_host_or_to_two_is_421() throws IOException {
        assertThat(send(open, "GET /armory/accounts").status()).isEqualTo(421);
        assertThat(send(open, "GET /armory/accounts", "Host: localhost", "Host: localhost")
                        .status())
                .isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://attacker.example",
                "http://localhost:3000",
                "http://127.0.0.1",
                "https://localhost.attacker.example",
                "null",
                "",
                "chrome-extension://abcdef"
            })
    void a_page_of_another_origin_is_403(String origin) throws IOException {
        Reply reply = send(
                open,
                "POST /armory/accounts/dynamic",
                "Host: localhost" + port(),
                "Origin: " + origin,
                "Content-Length: 9");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.problem()).isEqualTo("foreign-origin");
        assertThat(reply.text()).contains("Origin", "auth.mode").doesNotContain("attacker");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_page_of_its_own_origin_is_answered() throws IOException {
        assertThat(send(open, "GET /armory/accounts", "Host: localhost" + port(), "Origin: http://localhost" + port())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void with_tokens_host_and_origin_are_not_looked_at() throws IOException {
        assertThat(send(
                                guarded,
                                "GET /armory/accounts",
                                "Host: control-plane.example",
                                "Origin: https://elsewhere.example",
                                "Authorization: Bearer " + Tokens.OPERATOR)
                        .status())
                .isEqualTo(200);
    }
}
