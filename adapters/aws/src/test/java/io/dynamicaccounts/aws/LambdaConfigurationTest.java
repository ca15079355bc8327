package io.dynamicaccounts.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.configuration.Configuration.Auth;
import io.dynamicaccounts.configuration.Misconfigured;
import io.dynamicaccounts.http.auth.RateLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LambdaConfigurationTest {

    private static final Map<String, String> OPERATORS = Map.of(
            "SPRING_CLOUD_FUNCTION_DEFINITION", "operators",
            "DYNAMIC_ACCOUNTS_TABLE", "accounts",
            "DYNAMIC_ACCOUNTS_KMS_KEY_ID", "alias/key",
            "DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET", "tokens");

    private static LambdaConfiguration with(String name, String value) {
        var environment = new HashMap<>(OPERATORS);
        environment.put(name, value);
        return LambdaConfiguration.read(environment);
    }

    @Test
    void what_is_given_is_read() {
        LambdaConfiguration configuration = with("DYNAMIC_ACCOUNTS_CREDENTIALS_FILE", "/opt/clouddriver.yml");
        assertThat(configuration.role()).isEqualTo(Role.OPERATORS);
        assertThat(configuration.table()).isEqualTo("accounts");
        assertThat(configuration.key()).contains("alias/key");
        assertThat(configuration.configuration().auth()).isEqualTo(new Auth.Tokens("tokens", RateLimit.DEFAULT));
        assertThat(configuration.credentials()).contains(Path.of("/opt/clouddriver.yml"));
        assertThat(configuration.configuration().settings().sweepInterval()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void the_sweep_needs_a_table_and_nothing_else() {
        LambdaConfiguration configuration = LambdaConfiguration.read(
                Map.of("SPRING_CLOUD_FUNCTION_DEFINITION", "sweep", "DYNAMIC_ACCOUNTS_TABLE", "accounts"));
        assertThat(configuration.key()).isEmpty();
        assertThat(configuration.configuration().auth()).isEqualTo(new Auth.None());
    }

    @Test
    void all_that_is_missing_is_told_at_once() {
        for (String role : new String[] {"operators", "agents"}) {
            assertThatThrownBy(() -> LambdaConfiguration.read(
                            Map.of("SPRING_CLOUD_FUNCTION_DEFINITION", role, "DYNAMIC_ACCOUNTS_TABLE", " ")))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContainingAll(
                            "DYNAMIC_ACCOUNTS_TABLE must be",
                            "DYNAMIC_ACCOUNTS_KMS_KEY_ID must be",
                            "DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET must be");
        }
    }

    @Test
    void a_role_is_named_and_never_guessed() {
        for (String wrong : new String[] {"", "operator", "OPERATORS", "operators|agents", "poll", "functionRouter"}) {
            assertThatThrownBy(() -> with("SPRING_CLOUD_FUNCTION_DEFINITION", wrong))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessage("SPRING_CLOUD_FUNCTION_DEFINITION must be one of operators, agents, sweep, scan, not '"
                            + wrong + "'");
        }
        assertThatThrownBy(() -> LambdaConfiguration.read(Map.of()))
                .hasMessage(
                        "SPRING_CLOUD_FUNCTION_DEFINITION must be one of operators, agents, sweep, scan; it is not set");
    }

    @Test
    void an_environment_takes_one_invocation_at_a_time() {
        with("AWS_LAMBDA_MAX_CONCURRENCY", "1");
        assertThatThrownBy(() -> with("AWS_LAMBDA_MAX_CONCURRENCY", "10"))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("AWS_LAMBDA_MAX_CONCURRENCY must be 1");
    }

    @Test
    void everybody_is_never_let_in() {
        assertThatThrownBy(() -> with("DYNAMIC_ACCOUNTS_AUTH_MODE", "none"))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("dynamic-accounts.auth.mode must be tokens");
    }
}
