package io.dynamicaccounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.operator.ListAgents;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.DeclarableAccounts;
import io.dynamicaccounts.http.auth.KnownTokens;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.auth.RateLimit;
import io.dynamicaccounts.http.auth.Scope;
import io.dynamicaccounts.http.auth.TokenSecret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A caller who was identified in front of the API, as by a gateway that checks tokens itself. */
class IdentifiedCallerTest {

    /** Lists no token: every caller who is admitted was identified before. */
    private final HttpApi api = new HttpApi(
            new NoAgents(),
            new Authentication.Tokens(new KnownTokens(
                    new TokenSecret("nobody", () -> "{\"tokens\": []}".getBytes(StandardCharsets.UTF_8)),
                    InstantSource.fixed(Instant.EPOCH))),
            new ApiSettings(
                    "here",
                    ApiSettings.Feature.ON,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(45),
                    new RateLimit(1, 2)),
            () -> {},
            InstantSource.fixed(Instant.EPOCH),
            () -> "fresh-id");

    private static Principal caller(Scope... scopes) {
        return new Principal(
                "ada", Set.of(scopes), Optional.empty(), Optional.of("ada"), DeclarableAccounts.NONE, Roles.ALL);
    }

    private int status(String path, Principal caller) {
        return api.handle(
                        HttpRequest.of(
                                "GET",
                                path,
                                "",
                                Headers.of(Map.of("Authorization", List.of("Bearer of-the-gateway"))),
                                new byte[0]),
                        caller)
                .status();
    }

    @Test
    void is_admitted_whatever_the_request_itself_holds() {
        assertThat(status("/armory/agents", caller(Scope.ACCOUNTS_READ))).isEqualTo(200);
    }

    @Test
    void may_do_what_the_scopes_allow() {
        assertThat(status("/armory/agents", caller(Scope.CREDENTIALS_READ))).isEqualTo(403);
    }

    @Test
    void counts_against_a_rate_limit_of_its_own() {
        assertThat(status("/armory/agents", caller(Scope.ACCOUNTS_READ))).isEqualTo(200);
        assertThat(status("/armory/agents", caller(Scope.ACCOUNTS_READ))).isEqualTo(200);
        assertThat(status("/armory/agents", caller(Scope.ACCOUNTS_READ))).isEqualTo(429);
    }

    @Test
    void receives_404_for_an_unknown_path() {
        assertThat(status("/nothing", caller(Scope.ACCOUNTS_READ))).isEqualTo(404);
    }

    /** An installation without agents. */
    private static final class NoAgents implements Functions {
        @Override
        @SuppressWarnings("unchecked")
        public <I, O> Function<I, O> get(FunctionName<I, O> name) {
            return request -> (O) new ListAgents.Result(List.of());
        }
    }
}
