package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked before the content of a body: its size, its type, and whether it is JSON. */
abstract class BodiesContract extends Suite {

    private static final String ACCOUNTS = "/armory/accounts";

    /** Every path that takes a body, for the token of its kind. */
    static final List<Arguments> TAKERS = List.of(
            Arguments.of("POST", ACCOUNTS, Tokens.OPERATOR),
            Arguments.of("PATCH", ACCOUNTS, Tokens.OPERATOR),
            Arguments.of("DELETE", ACCOUNTS, Tokens.OPERATOR),
            Arguments.of("POST", ACCOUNTS + "/dynamic", Tokens.OPERATOR),
            Arguments.of("PATCH", ACCOUNTS + "/dynamic", Tokens.OPERATOR),
            Arguments.of("PUT", ACCOUNTS + "/dynamic", Tokens.OPERATOR),
            Arguments.of("POST", "/armory/agent/assignments", Tokens.OPERATOR),
            Arguments.of("POST", "/armory/agents/some-agent/poll", Tokens.ofZone(Tokens.zone(1))),
            Arguments.of("POST", "/armory/agents/some-agent/definitions", Tokens.ofZone(Tokens.zone(1))),
            Arguments.of("POST", "/armory/agents/some-agent/reports", Tokens.ofZone(Tokens.zone(1))));

    private Reply send(String method, String path, String token, String contentType, String body) {
        return world().caller(token)
                .send(Request.of(method, path).body(contentType, body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @FieldSource("TAKERS")
    void an_empty_body_is_400(String method, String path, String token) {
        assertThat(expect(400, world().caller(token).send(Request.of(method, path)))
                        .problem())
                .isEqualTo("not-json");
        assertThat(expect(400, send(method, path, token, "application/json", ""))
                        .problem())
                .isEqualTo("not-json");
        assertThat(expect(400, send(method, path, token, "application/json", " \n "))
                        .problem())
                .isEqualTo("not-json");
    }

    @ParameterizedTest
    @FieldSource("TAKERS")
    void a_body_that_is_not_said_to_be_json_is_415(String method, String path, String token) {
        Reply form = expect(415, send(method, path, token, "application/x-www-form-urlencoded", "[]"));
        assertThat(form.problem()).isEqualTo("not-this-media-type");
        assertThat(form.header("Accept")).isEqualTo("application/json");
        assertThat(String.valueOf(form.object().get("detail"))).contains("curl", "Content-Type: application/json");

        Request untyped = new Request(method, path, List.of(), "[]".getBytes(StandardCharsets.UTF_8));
        assertThat(expect(415, world().caller(token).send(untyped)).problem()).isEqualTo("not-this-media-type");
    }

    @ParameterizedTest
    @FieldSource("TAKERS")
    void a_body_that_is_not_json_is_400_with_line_and_column(String method, String path, String token) {
        Reply reply = expect(400, send(method, path, token, "application/json", "[\n  {\"name\": oops}]"));

        assertThat(reply.problem()).isEqualTo("not-json");
        assertThat(String.valueOf(reply.object().get("detail")))
                .startsWith("line 2, column 1")
                .doesNotContain("oops");
    }

    @ParameterizedTest
    @FieldSource("TAKERS")
    void a_body_over_4_MiB_is_413(String method, String path, String token) {
        String large = "[\"" + "x".repeat(4 * 1024 * 1024) + "\"]";

        assertThat(expect(413, send(method, path, token, "application/json", large))
                        .problem())
                .isEqualTo("too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=utf-8", "application/json; charset=\"UTF-8\"", "APPLICATION/JSON",
                "application/json ; q=1", "application/merge-patch+json", "application/vnd.api+json;charset=utf8"
            })
    void other_media_types_of_json_are_accepted(String contentType) {
        expect(404, send("DELETE", ACCOUNTS, Tokens.OPERATOR, contentType, "[\"never-was\"]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json;charset=latin1",
                "application/json;charset=utf-16",
                "application/xml",
                "json",
                "",
                "application/jsonx",
                "text/json",
                "multipart/form-data"
            })
    void anything_else_is_415(String contentType) {
        expect(415, send("DELETE", ACCOUNTS, Tokens.OPERATOR, contentType, "[\"never-was\"]"));
    }

    @Test
    void a_compressed_body_is_415() {
        Request request = Request.of("DELETE", ACCOUNTS)
                .body("application/json", new byte[] {31, -117, 8})
                .header("Content-Encoding", "gzip");

        assertThat(expect(415, operator().send(request)).header("Accept-Encoding"))
                .isEqualTo("identity");
    }

    @Test
    void a_number_of_thousands_of_digits_is_refused_by_its_field_with_what_would_be_right() {
        String digits = "1".repeat(5_000);
        TestAgent agent = world().agent(world().freshZone());
        String poll = "{\"zoneId\":\"%s\",\"session\":\"s1\",\"version\":\"v\",\"capacity\":%s}"
                .formatted(agent.zone(), digits);
        assertThat(expect(400, agent.caller().raw("POST", agent.path("poll"), poll))
                        .object()
                        .get("errors"))
                .isEqualTo(List.of(
                        Map.of("pointer", "/capacity", "detail", "must be a whole number from 0 to 2147483647")));
        String definition = "{\"name\":\"long\",\"kubeconfigFile\":\"/f\",\"deep\":{\"list\":[1," + digits + "]}}";
        assertThat(expect(400, operator().raw("POST", "/armory/accounts/dynamic", definition))
                        .object()
                        .get("errors"))
                .isEqualTo(List.of(Map.of(
                        "pointer",
                        "/deep/list/1",
                        "detail",
                        "must be a number of at most 1000 characters, with an exponent of at most 9 digits")));
    }

    static Stream<String> notJson() {
        return Stream.of(
                "{",
                "[",
                "nul",
                "'a'",
                "[1,]",
                "[\"a\"] x",
                "[\"a\"][\"b\"]",
                "{\"a\":1,\"a\":2}",
                "[{\"name\":\"a\",\"name\":\"a\"}]",
                "[\"\\ud800\"]",
                "[\"\\udc00\\ud800\"]",
                "[\"\\q\"]",
                "[\"a\nb\"]",
                "NaN",
                "[01]",
                "[+1]",
                "[1e]",
                "/* hello */ []",
                "[".repeat(65) + "]".repeat(65),
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void text_that_is_not_strict_json_is_400(String body) {
        Reply reply = expect(400, send("DELETE", ACCOUNTS, Tokens.OPERATOR, "application/json", body));

        assertThat(reply.problem()).isEqualTo("not-json");
        assertThat(String.valueOf(reply.object().get("detail"))).matches("line \\d+, column \\d+: .*");
    }

    @Test
    void bytes_that_are_not_utf_8_are_400() {
        for (byte[] bytes : List.of(
                new byte[] {'[', '"', (byte) 0xff, '"', ']'},
                new byte[] {'[', '"', (byte) 0xc0, (byte) 0x80, '"', ']'},
                new byte[] {'[', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ']'},
                new byte[] {'[', '"', (byte) 0xe2, (byte) 0x82},
                "[\"a\"]".getBytes(StandardCharsets.UTF_16))) {
            Reply reply =
                    expect(400, operator().send(Request.of("DELETE", ACCOUNTS).body("application/json", bytes)));
            assertThat(reply.problem()).isEqualTo("not-json");
        }
    }

    @Test
    void a_byte_order_mark_is_ignored() {
        expect(404, send("DELETE", ACCOUNTS, Tokens.OPERATOR, "application/json", "\uFEFF[\"never-was\"]"));
    }

    @Test
    void the_body_of_a_request_that_needs_none_is_ignored() {
        String name = world().inactive(world().sharedZone());

        expect(200, send("GET", ACCOUNTS + "/" + name, Tokens.OPERATOR, "text/plain", "what is this"));
        expect(202, send("DELETE", ACCOUNTS + "/" + name, Tokens.OPERATOR, "text/plain", "what is this"));
    }
}
