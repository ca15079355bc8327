package io.dynamicaccounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.http.auth.Authentication;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An entry that answers only a part of the API. */
class ApiSurfaceTest {

    /**
     * Fails at every call: a request that reaches a function has passed the routing, and nothing more is tested here.
     */
    private static final Functions NONE = new Functions() {
        @Override
        public <I, O> Function<I, O> get(FunctionName<I, O> name) {
            throw new NoSuchElementException(name.value());
        }
    };

    private static HttpResponse send(ApiSurface surface, String method, String path) {
        var api = new HttpApi(
                NONE,
                new Authentication.None(),
                ApiSettings.of("here"),
                surface,
                () -> {},
                InstantSource.system(),
                () -> "id");
        return api.handle(HttpRequest.of(method, path, "", Headers.NONE, new byte[0]));
    }

    private static boolean answers(ApiSurface surface, String method, String path) {
        return send(surface, method, path).status() != 404;
    }

    @Test
    void a_path_of_the_other_part_is_404() {
        for (String path : List.of("/armory/accounts", "/armory/agents", "/agents/kubernetes/accounts/a")) {
            assertThat(answers(ApiSurface.OPERATORS, "GET", path)).isTrue();
            assertThat(answers(ApiSurface.AGENTS, "GET", path)).isFalse();
            assertThat(answers(ApiSurface.AGENTS, "BREW", path)).isFalse();
        }
        for (String last : List.of("poll", "definitions", "reports")) {
            String path = "/armory/agents/a/" + last;
            assertThat(answers(ApiSurface.AGENTS, "POST", path)).isTrue();
            assertThat(answers(ApiSurface.OPERATORS, "POST", path)).isFalse();
        }
    }

    /** A gateway routes by method too: {@code Allow} names also the methods that the gateway sends elsewhere. */
    @Test
    void a_path_of_both_parts_is_answered_by_method_and_allows_all_methods() {
        String agent = "/armory/agents/a";
        assertThat(answers(ApiSurface.OPERATORS, "GET", agent)).isTrue();
        assertThat(answers(ApiSurface.OPERATORS, "DELETE", agent)).isFalse();
        assertThat(answers(ApiSurface.AGENTS, "DELETE", agent)).isTrue();
        assertThat(answers(ApiSurface.AGENTS, "GET", agent)).isFalse();
        for (ApiSurface surface : ApiSurface.values()) {
            HttpResponse response = send(surface, "PATCH", agent);
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.headers().first("Allow")).contains("GET, HEAD, DELETE");
        }
    }

    @ParameterizedTest
    @EnumSource(ApiSurface.class)
    void every_part_answers_health_readiness_and_the_whole_document(ApiSurface surface) {
        assertThat(send(surface, "GET", "/health").status()).isEqualTo(200);
        assertThat(send(surface, "GET", "/ready").status()).isEqualTo(200);
        assertThat(send(surface, "GET", "/openapi.json").body())
                .asString(StandardCharsets.UTF_8)
                .contains("/armory/accounts", "/armory/agents/{agentId}/poll");
    }
}
