package io.dynamicaccounts.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.Role;
import io.dynamicaccounts.dynamodb.NeedsTestServer;
import io.dynamicaccounts.dynamodb.TestServer;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The image's ahead-of-time caches: made as the image's build makes them, and taken by the Java machine that is to
 * use them.
 */
@NeedsTestServer
class AotCacheTest {

    @Test
    void a_function_is_trained_and_starts_from_its_cache() throws IOException {
        startsFromItsCache(Role.AGENTS);
    }

    @Test
    @Tag("long")
    void every_function_is_trained_and_starts_from_its_cache() throws IOException {
        startsFromItsCache(Role.values());
    }

    private static void startsFromItsCache(Role... roles) throws IOException {
        AotTraining.train(
                TestServer.endpoint(),
                LambdaProcess.PACKAGED,
                Arrays.stream(roles).map(Role::definition).toList());

        try (var surroundings = new Surroundings(Tokens.file())) {
            for (Role role : roles) {
                Path output = surroundings.folder().resolve("cached-" + role.definition() + ".log");
                // With a cache that it cannot use it would not start.
                try (var function = LambdaProcess.start(
                        LambdaProcess.PACKAGED,
                        LambdaProcess.HANDLER,
                        List.of("-XX:AOTMode=on"),
                        surroundings.environment(role),
                        output)) {
                    function.runtime().awaitReady();
                    byte[] event = role == Role.SWEEP || role == Role.SCAN
                            ? "{}".getBytes(StandardCharsets.UTF_8)
                            : new GatewayEvents(GatewayEvents.NO_STAGE).event(Request.of("GET", "/ready"));
                    assertThat(function.invoke(event, Gateway.TIMEOUT)).isInstanceOf(RuntimeApi.Outcome.Answered.class);
                }
            }
        }
    }
}
