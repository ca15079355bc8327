package io.dynamicaccounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.KnownTokens;
import io.dynamicaccounts.http.auth.TokenFile;
import io.dynamicaccounts.http.auth.TokenSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code GET /ready} says, to any caller, of tokens that are not the newest. */
class ReadinessEndpointTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String UP = "{\"status\":\"UP\"}";
    private static final String NO_TOKENS = "{\"tokens\": []}";

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicReference<String> secret = new AtomicReference<>(NO_TOKENS);

    @TempDir
    Path folder;

    private String ready(Authentication authentication) {
        var functions = new Functions() {
            @Override
            public <I, O> Function<I, O> get(FunctionName<I, O> name) {
                throw new AssertionError("readiness asks no function");
            }
        };
        var api = new HttpApi(
                functions, authentication, ApiSettings.of("here"), () -> {}, InstantSource.system(), () -> "id");
        HttpResponse response = api.handle(HttpRequest.of("GET", "/ready", "", Headers.of(Map.of()), new byte[0]));
        assertThat(response.status()).isEqualTo(200);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private Path write(String text, int seconds) throws IOException {
        Path file = Files.writeString(folder.resolve("tokens.json"), text);
        return Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(seconds)));
    }

    @Test
    void a_token_file_that_is_gone_or_broken_is_reported_without_its_place_until_it_is_mended() throws IOException {
        Path file = write(NO_TOKENS, 1);
        var tokens = new Authentication.Tokens(new KnownTokens(new TokenFile(file), now::get));
        assertThat(ready(tokens)).isEqualTo(UP);

        Files.delete(file);
        now.set(START.plusSeconds(60));
        assertThat(ready(tokens))
                .isEqualTo(
                        "{\"status\":\"UP\",\"tokens\":\"the token file does not exist: requests are still checked by"
                                + " the 0 tokens read at 2026-01-01T00:00:00Z, and what was changed since has no effect\"}");
        write("{\"canary\": 1}", 2);
        assertThat(ready(tokens))
                .contains("the token file is unusable: requests are still checked")
                .doesNotContain("canary", "tokens.json");

        write(NO_TOKENS, 3);
        assertThat(ready(tokens)).isEqualTo(UP);
    }

    @Test
    void a_secret_that_became_unusable_is_reported_until_it_is_mended() {
        var tokens = new Authentication.Tokens(new KnownTokens(
                new TokenSecret("the-secret", () -> secret.get().getBytes(StandardCharsets.UTF_8)), now::get));
        assertThat(ready(tokens)).isEqualTo(UP);

        secret.set("{\"canary\": 1}");
        now.set(now.get().plus(TokenSecret.READ_EVERY));
        assertThat(ready(tokens))
                .contains("cannot be used: requests are still checked by the 0 tokens read at 2026-01-01T00:00:00Z")
                .doesNotContain("canary", "the-secret");

        secret.set(NO_TOKENS);
        now.set(now.get().plus(TokenSecret.READ_EVERY));
        assertThat(ready(tokens)).isEqualTo(UP);
    }

    @Test
    void without_tokens_the_answer_does_not_mention_them() {
        assertThat(ready(new Authentication.None())).isEqualTo(UP);
    }
}
