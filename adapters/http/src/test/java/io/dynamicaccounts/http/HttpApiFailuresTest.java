package io.dynamicaccounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.WrongKey;
import io.dynamicaccounts.functions.store.StoreDamaged;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.contract.Credentials;
import io.dynamicaccounts.http.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers receive, and what the log holds, when a function does not answer. */
class HttpApiFailuresTest {

    @RegisterExtension
    final CapturedLog log = CapturedLog.of(HttpApi.class);

    /** Returns functions that all throw this. */
    private static Functions throwing(RuntimeException failure) {
        return new Functions() {
            @Override
            public <I, O> Function<I, O> get(FunctionName<I, O> name) {
                return request -> {
                    throw failure;
                };
            }
        };
    }

    private static HttpApi api(Functions functions, Runnable probe) {
        return new HttpApi(
                functions,
                new Authentication.None(),
                ApiSettings.of("here"),
                probe,
                InstantSource.system(),
                () -> "fresh-id");
    }

    private static HttpResponse get(RuntimeException failure, String path) {
        return api(throwing(failure), () -> {}).handle(HttpRequest.of("GET", path, "", Headers.NONE, new byte[0]));
    }

    private static HttpResponse provision(RuntimeException failure) {
        String body = "{\"name\": \"a\", \"kubeconfigContents\": \"" + Credentials.CANARY + "\"}";
        return api(throwing(failure), () -> {})
                .handle(HttpRequest.of(
                        "POST",
                        "/armory/accounts/dynamic",
                        "",
                        Headers.of(Map.of(
                                "Content-Type", List.of("application/json"), "X-Request-Id", List.of("callers-id"))),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<?, ?> body(HttpResponse response) {
        return (Map<?, ?>) ((JsonText.Result.Value) JsonText.read(response.body())).value();
    }

    private String logged() {
        return String.join(
                "\n",
                log.events().stream().map(ILoggingEvent::getFormattedMessage).toList());
    }

    @Test
    void a_store_that_throttles_is_503_with_retry_after_in_whole_seconds() {
        var failure = new StoreUnavailable("throttled", Duration.ofMillis(1_200), new IOException(Credentials.CANARY));

        HttpResponse response = get(failure, "/armory/agents");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers().first("Retry-After")).contains("2");
        assertThat(body(response).get("type")).isEqualTo("urn:dynamic-accounts:problem:store-unavailable");
        assertThat(logged()).contains("throttled", "fresh-id").doesNotContain(Credentials.CANARY);
    }

    @Test
    void a_wrong_key_is_503_of_its_own_kind_and_the_log_says_which_key_is_needed() {
        var failure = new WrongKey("they need key 17", new IOException(Credentials.CANARY));

        HttpResponse response = provision(failure);

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers().first("Retry-After")).isPresent();
        assertThat(body(response).get("type")).isEqualTo("urn:dynamic-accounts:problem:wrong-key");
        assertThat(String.valueOf(body(response).get("detail"))).contains("the one they were encrypted with");
        assertThat(logged()).contains("they need key 17", "callers-id").doesNotContain(Credentials.CANARY);
    }

    @Test
    void a_damaged_store_is_503_and_the_detail_says_what_to_do_instead_of_repeating() {
        HttpResponse response = get(new StoreDamaged("restore a backup, like this", null), "/armory/agents");

        assertThat(response.status()).isEqualTo(503);
        assertThat(body(response).get("type")).isEqualTo("urn:dynamic-accounts:problem:store-damaged");
        assertThat(body(response).get("detail")).isEqualTo("restore a backup, like this");
    }

    @Test
    void readiness_is_503_for_a_wrong_key_and_for_a_damaged_store() {
        for (RuntimeException failure :
                List.of(new WrongKey("they need key 17", null), new StoreDamaged("restore a backup", null))) {
            HttpResponse response = api(throwing(failure), () -> {
                        throw failure;
                    })
                    .handle(HttpRequest.of("GET", "/ready", "", Headers.NONE, new byte[0]));
            assertThat(response.status()).isEqualTo(503);
            assertThat(String.valueOf(body(response).get("type")))
                    .endsWith(failure instanceof StoreDamaged ? "store-damaged" : "wrong-key");
        }
    }

    @Test
    void retry_after_is_never_less_than_a_second() {
        assertThat(get(new StoreUnavailable("now", Duration.ZERO, new IOException()), "/armory/agents")
                        .headers()
                        .first("Retry-After"))
                .contains("1");
    }

    @Test
    void an_unreadable_source_is_503() {
        HttpResponse response =
                get(new CredentialSource.Unreadable("the file is gone", new IOException()), "/armory/accounts/a");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers().first("Retry-After")).isPresent();
        assertThat(body(response).get("type")).isEqualTo("urn:dynamic-accounts:problem:source-unreadable");
    }

    @Test
    void anything_unforeseen_is_500_with_a_correlation_id_that_finds_the_stack_trace_in_the_log() {
        HttpResponse response = provision(new IllegalStateException("of all things " + Credentials.CANARY));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.headers().first("X-Request-Id")).contains("callers-id");
        assertThat(body(response).get("correlationId")).isEqualTo("callers-id");
        assertThat(body(response).get("type")).isEqualTo("urn:dynamic-accounts:problem:unforeseen");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .doesNotContain("Exception", "HttpApi", Credentials.CANARY);
        assertThat(logged())
                .contains("callers-id", "java.lang.IllegalStateException", "at io.dynamicaccounts.http")
                .doesNotContain(Credentials.CANARY);
    }

    @Test
    void create_error_leaks_body__causes_are_logged_and_messages_only_where_they_are_known_to_hold_no_value() {
        provision(new IllegalStateException(
                Credentials.CANARY,
                new NullPointerException("Cannot invoke \"Object.hashCode()\" because \"x\" is null")));

        assertThat(logged())
                .contains("caused by java.lang.NullPointerException: Cannot invoke")
                .doesNotContain(Credentials.CANARY);
    }

    @Test
    void the_stack_trace_of_a_cause_that_is_its_own_cause_ends() {
        var one = new IllegalStateException();
        one.initCause(new IllegalArgumentException(one));

        assertThat(provision(one).status()).isEqualTo(500);
        assertThat(logged().split("caused by", -1)).hasSizeLessThan(20);
    }

    @Test
    void wrong_requests_are_not_logged() {
        api(throwing(new IllegalStateException()), () -> {})
                .handle(HttpRequest.of("GET", "/nowhere", "", Headers.NONE, new byte[0]));

        assertThat(log.events()).isEmpty();
    }

    @Test
    void an_installation_whose_store_does_not_answer_is_not_ready_but_alive() {
        HttpApi api = api(throwing(new IllegalStateException()), () -> {
            throw new StoreUnavailable("no answer", Duration.ofSeconds(3), new IOException());
        });

        HttpResponse ready = api.handle(HttpRequest.of("GET", "/ready", "", Headers.NONE, new byte[0]));
        HttpResponse health = api.handle(HttpRequest.of("GET", "/health", "", Headers.NONE, new byte[0]));

        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.headers().first("Retry-After")).contains("3");
        assertThat(health.status()).isEqualTo(200);
    }
}
