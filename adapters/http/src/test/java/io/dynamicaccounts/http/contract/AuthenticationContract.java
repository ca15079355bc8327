package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.Headers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which callers are admitted, and how the others are refused. */
abstract class AuthenticationContract extends Suite {

    /** Method, path and scope of every path that needs a token. */
    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("GET", "/armory/accounts", "accounts:read"),
                Arguments.of("GET", "/armory/accounts/a", "accounts:read"),
                Arguments.of("GET", "/armory/accounts/a/history", "accounts:read"),
                Arguments.of("GET", "/agents/kubernetes/accounts/a", "accounts:read"),
                Arguments.of("GET", "/agents/kubernetes/accounts/a/namespaces", "accounts:read"),
                Arguments.of("GET", "/armory/agents", "accounts:read"),
                Arguments.of("GET", "/armory/agents/a", "accounts:read"),
                Arguments.of("POST", "/armory/accounts", "accounts:write"),
                Arguments.of("PATCH", "/armory/accounts", "accounts:write"),
                Arguments.of("DELETE", "/armory/accounts", "accounts:write"),
                Arguments.of("DELETE", "/armory/accounts/a", "accounts:write"),
                Arguments.of("POST", "/armory/accounts/dynamic", "accounts:write"),
                Arguments.of("PATCH", "/armory/accounts/dynamic", "accounts:write"),
                Arguments.of("PUT", "/armory/accounts/dynamic", "accounts:write"),
                Arguments.of("POST", "/armory/agent/assignments", "accounts:write"),
                Arguments.of("POST", "/armory/agent/a/disconnect", "accounts:write"),
                Arguments.of("POST", "/armory/agents/a/poll", "agent"),
                Arguments.of("POST", "/armory/agents/a/definitions", "agent"),
                Arguments.of("POST", "/armory/agents/a/reports", "agent"),
                Arguments.of("DELETE", "/armory/agents/a", "agent"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_request_without_a_token_is_401(String method, String path, String scope) {
        Reply reply = expect(401, world().withoutToken().send(Request.of(method, path)));

        assertThat(reply.problem()).isEqualTo("no-token");
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_token_of_another_scope_is_403(String method, String path, String scope) {
        List<String> others = switch (scope) {
            case "accounts:read" -> List.of(Tokens.WRITER, Tokens.ofZone(Tokens.zone(1)));
            case "accounts:write" -> List.of(Tokens.READER, Tokens.ofZone(Tokens.zone(1)));
            default -> List.of(Tokens.OPERATOR, Tokens.READER, Tokens.WRITER);
        };
        for (String other : others) {
            Reply reply = expect(403, world().caller(other).send(Request.of(method, path)));
            assertThat(reply.problem()).isEqualTo("missing-scope");
            assertThat(String.valueOf(reply.object().get("detail"))).contains(scope);
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_token_of_the_scope_is_admitted(String method, String path, String scope) {
        String token = switch (scope) {
            case "accounts:read" -> Tokens.READER;
            case "accounts:write" -> Tokens.WRITER;
            default -> Tokens.ofZone(Tokens.zone(1));
        };

        assertThat(world().caller(token).send(Request.of(method, path)).status())
                .isNotIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer ",
                "bearer wrong",
                "Bearer " + Tokens.OPERATOR + "x",
                "Bearer " + Tokens.EXPIRED,
                "Bearer operator-toke",
                "Bearer " + Tokens.OPERATOR + " " + Tokens.OPERATOR
            })
    void a_bad_or_expired_token_is_401_and_is_called_invalid(String authorization) {
        Reply reply = expect(
                401,
                world().withoutToken()
                        .send(Request.of("GET", "/armory/accounts").header("Authorization", authorization)));

        assertThat(reply.problem()).isEqualTo("bad-token");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer").contains("error=\"invalid_token\"");
        assertThat(reply.text()).doesNotContain("wrong", "operator", "elsa");
    }

    @Test
    void two_tokens_are_refused() {
        Request request = Request.of("GET", "/armory/accounts")
                .header("Authorization", "Bearer " + Tokens.OPERATOR)
                .header("Authorization", "Bearer " + Tokens.READER);

        expect(401, world().withoutToken().send(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic b3A6cHc=", Tokens.OPERATOR, "Token " + Tokens.OPERATOR, ""})
    void a_header_without_a_bearer_token_counts_as_no_token(String authorization) {
        Reply reply = expect(
                401,
                world().withoutToken()
                        .send(Request.of("GET", "/armory/accounts").header("Authorization", authorization)));

        assertThat(reply.problem()).isEqualTo("no-token");
    }

    @Test
    void the_scheme_bearer_is_accepted_in_any_case() {
        Request request = Request.of("GET", "/armory/agents").header("Authorization", "bEaReR " + Tokens.OPERATOR);

        expect(200, world().withoutToken().send(request));
    }

    @Test
    void a_refused_caller_learns_nothing_about_paths_methods_or_bodies() {
        String expected = withoutIdAndTime(world().withoutToken().send(Request.of("GET", "/armory/accounts")));
        String name = world().inactive(world().sharedZone());

        for (Request request : List.of(
                Request.of("GET", "/armory/accounts/" + name),
                Request.of("GET", "/nowhere"),
                Request.of("BREW", "/armory/accounts"),
                Request.of("OPTIONS", "/armory/accounts"),
                Request.of("GET", "/armory/accounts?page=0"),
                Request.of("POST", "/armory/accounts").body("text/plain", new byte[] {1}),
                Request.of("POST", "/armory/accounts").body("application/json", new byte[4 * 1024 * 1024 + 2]),
                Request.of("DELETE", "/armory/accounts/" + name))) {
            assertThat(withoutIdAndTime(expect(401, world().withoutToken().send(request))))
                    .isEqualTo(expected);
        }
        assertThat(world().status(name)).isEqualTo("INACTIVE");
    }

    private static String withoutIdAndTime(Reply reply) {
        Headers headers = reply.headers().with("X-Request-Id", "").with("Date", "");
        return reply.status() + headers.asMap().toString() + reply.text();
    }

    @Test
    void health_readiness_and_the_document_need_no_token() {
        assertThat(expect(200, world().withoutToken().get("/health")).object()).containsEntry("status", "UP");
        assertThat(expect(200, world().withoutToken().get("/ready")).object()).containsEntry("status", "UP");
        assertThat(expect(200, world().withoutToken().get("/openapi.json")).object())
                .containsEntry("openapi", "3.1.0");
        Request bad = Request.of("GET", "/health").header("Authorization", "Bearer wrong");
        expect(200, world().withoutToken().send(bad));
    }

    @Test
    void the_actor_is_the_name_of_the_token_whatever_headers_the_caller_sends() {
        String name = world().inactive(world().sharedZone());
        Request request = Request.of("PATCH", "/armory/accounts")
                .body("application/json", io.dynamicaccounts.http.json.JsonBytes.of(List.of(change(name, "ACTIVE"))))
                .header("X-Spinnaker-User", "mallory")
                .header("X-Forwarded-User", "mallory");

        expect(202, world().caller(Tokens.WRITER).send(request));

        List<Map<String, Object>> history =
                operator().get("/armory/accounts/" + name + "/history").objects();
        assertThat(history.getFirst()).containsEntry("actor", "walter");
    }
}
