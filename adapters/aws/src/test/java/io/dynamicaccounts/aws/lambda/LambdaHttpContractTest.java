package io.dynamicaccounts.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.Role;
import io.dynamicaccounts.dynamodb.NeedsTestServer;
import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.http.ApiSettings.Feature;
import io.dynamicaccounts.http.contract.Credentials;
import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Exchange;
import io.dynamicaccounts.http.contract.Fixture;
import io.dynamicaccounts.http.contract.HttpContract;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;

/**
 * The HTTP contract against what is deployed: a gateway in front of the two functions, on Lambda's runtime client,
 * over a table. Without the cloud, DynamoDbFaultyHttpContractTest asks the same of the table while requests to it
 * fail.
 */
// The longest of this module: others run beside it.
@Order(1)
@NeedsTestServer
class LambdaHttpContractTest extends HttpContract {

    /** Libraries write more than in production, where they may only warn, and may say nothing secret all the same. */
    private static final List<String> TALKATIVE = List.of("-D" + ChosenLogLevel.LEVEL + "=INFO");

    private final List<Surroundings> deployed = new ArrayList<>();

    @Override
    protected Fixture fixture() {
        return this::deploy;
    }

    private Exchange deploy(Deployment deployment) {
        Assumptions.assumeTrue(deployment.tokens().isPresent(), "a function asks for tokens, whatever it is told");
        var surroundings = new Surroundings(deployment.tokens().get());
        deployed.add(surroundings);
        Map<String, String> configuration = Map.of(
                "DYNAMIC_ACCOUNTS_ENABLED", Boolean.toString(deployment.feature() == Feature.ON),
                "DYNAMIC_ACCOUNTS_INTERCEPTOR_ENABLED", Boolean.toString(deployment.interceptor() == Interceptor.ON),
                "DYNAMIC_ACCOUNTS_AUTH_REQUESTS_PER_SECOND",
                        Integer.toString(deployment.rateLimit().perSecond()),
                "DYNAMIC_ACCOUNTS_AUTH_BURST",
                        Integer.toString(deployment.rateLimit().burst()),
                "DYNAMIC_ACCOUNTS_NAME_PATTERNS", Deployment.NAME_PATTERN,
                "DYNAMIC_ACCOUNTS_CREDENTIALS_FILE", credentials(deployment));
        LambdaProcess operators = surroundings.start(Role.OPERATORS, TALKATIVE, configuration);
        LambdaProcess agents = surroundings.start(Role.AGENTS, TALKATIVE, configuration);
        operators.runtime().awaitReady();
        agents.runtime().awaitReady();
        // Of two deployments one is behind a stage of its own, whose name is in every path.
        var events = new GatewayEvents(deployment.feature() == Feature.ON ? GatewayEvents.NO_STAGE : "live");
        return new Gateway(operators, agents, events, surroundings::close);
    }

    private static String credentials(Deployment deployment) {
        try {
            Path file = Files.createTempFile("clouddriver", ".yml");
            file.toFile().deleteOnExit();
            Files.writeString(file, deployment.clouddriverConfiguration());
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void nothing_that_was_printed_holds_a_secret() {
        assertThat(deployed).isNotEmpty();
        for (Surroundings surroundings : deployed) {
            assertThat(String.join("", surroundings.outputs().values())).contains("\"level\":\"INFO\"");
            surroundings
                    .outputs()
                    .forEach((file, output) -> assertThat(output)
                            .as(file.toString())
                            .doesNotContain(
                                    Credentials.CANARY,
                                    Tokens.OPERATOR,
                                    Tokens.ofZone(""),
                                    Tokens.sha256(Tokens.OPERATOR),
                                    "Bearer",
                                    "canary-of-the-functions-credentials"));
        }
    }
}
