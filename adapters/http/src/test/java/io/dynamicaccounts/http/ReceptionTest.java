package io.dynamicaccounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.KnownTokens;
import io.dynamicaccounts.http.auth.RateLimit;
import io.dynamicaccounts.http.auth.TokenFile;
import io.dynamicaccounts.http.contract.Tokens;
import io.dynamicaccounts.http.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided about a request before its body is there. */
class ReceptionTest {

    private static final Functions NONE = new Functions() {
        @Override
        public <I, O> Function<I, O> get(FunctionName<I, O> name) {
            throw new AssertionError("no function is asked before there is a body");
        }
    };

    @TempDir
    Path folder;

    private HttpApi api;

    @BeforeEach
    void open() throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens.json"), Tokens.file());
        ApiSettings standard = ApiSettings.of("here");
        api = new HttpApi(
                NONE,
                new Authentication.Tokens(new KnownTokens(new TokenFile(tokens), InstantSource.system())),
                new ApiSettings(
                        standard.id(),
                        standard.feature(),
                        standard.pollInterval(),
                        standard.lease(),
                        new RateLimit(1, 3)),
                () -> {},
                InstantSource.fixed(Instant.EPOCH.plusSeconds(1_000_000_000)),
                () -> "fresh-id");
    }

    private Reception receive(String method, String path, String token, String contentType, OptionalLong length) {
        return api.receive(
                HttpRequest.of(
                        method,
                        path,
                        "",
                        Headers.of(Map.of(
                                "Authorization",
                                List.of("Bearer " + token),
                                "Content-Type",
                                List.of(contentType),
                                "X-Request-Id",
                                List.of("the-callers"))),
                        new byte[0]),
                length);
    }

    private static String problem(HttpResponse response) {
        return String.valueOf(
                        ((Map<?, ?>) ((JsonText.Result.Value) JsonText.read(response.body())).value()).get("type"))
                .replace("urn:dynamic-accounts:problem:", "");
    }

    @ParameterizedTest
    // spotless:off
    @CsvSource({
        "POST, /armory/accounts,              nonsense,       application/json,   10, bad-token",
        "POST, /armory/accounts,              expired-token,  application/json,   10, bad-token",
        "POST, /armory/accounts,              reader-token,   application/json,   10, missing-scope",
        "POST, /armory/agents/some-agent/poll, writer-token,  application/json,   10, missing-scope",
        "POST, /nowhere,                      writer-token,   application/json,   10, no-such-path",
        "PUT,  /armory/accounts,              writer-token,   application/json,   10, method-not-allowed",
        "POST, /armory/accounts,              writer-token,   text/plain,         10, not-this-media-type",
        "POST, /armory/accounts,              writer-token,   text/plain,         -1, not-this-media-type",
        "POST, /armory/accounts,              writer-token,   application/json,    0, not-json",
        "POST, /armory/accounts,              writer-token,   application/json,  4194305, too-large",
        "GET,  /armory/accounts,              reader-token,   application/json,  4194305, too-large",
    })
    // spotless:on
    void every_refusal_that_needs_no_body_is_made_by_the_head(
            String method, String path, String token, String type, long length, String problem) {
        OptionalLong known = length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
        assertThat(receive(method, path, token, type, known)).isInstanceOfSatisfying(Reception.Answered.class, it -> {
            assertThat(problem(it.response())).isEqualTo(problem);
            assertThat(it.response().headers().first("X-Request-Id")).contains("the-callers");
        });
    }

    @Test
    void a_request_counts_against_its_tokens_allowance_once_and_before_its_body() {
        for (int i = 0; i < 3; i++) {
            Reception reception =
                    receive("POST", "/armory/accounts", Tokens.WRITER, "application/json", OptionalLong.of(10));
            assertThat(reception)
                    .isInstanceOfSatisfying(
                            Reception.BodyNeeded.class,
                            it -> assertThat(problem(it.answer().apply("[oops]".getBytes(StandardCharsets.UTF_8))))
                                    .isEqualTo("not-json"));
        }
        assertThat(receive("POST", "/armory/accounts", Tokens.WRITER, "application/json", OptionalLong.of(10)))
                .isInstanceOfSatisfying(
                        Reception.Answered.class,
                        it -> assertThat(problem(it.response())).isEqualTo("too-many-requests"));
    }

    @Test
    void a_body_of_unknown_length_is_needed_and_checked_once_it_is_there() {
        Reception reception =
                receive("POST", "/armory/accounts", Tokens.WRITER, "application/json", OptionalLong.empty());
        assertThat(reception).isInstanceOfSatisfying(Reception.BodyNeeded.class, it -> {
            assertThat(problem(it.answer().apply(new byte[0]))).isEqualTo("not-json");
            assertThat(problem(it.answer().apply(new byte[HttpApi.MAX_BODY + 1])))
                    .isEqualTo("too-large");
        });
    }
}
