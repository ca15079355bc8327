package io.dynamicaccounts.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.Role;
import io.dynamicaccounts.dynamodb.NeedsTestServer;
import io.dynamicaccounts.dynamodb.TestServer;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SnapStart: what the runtime client does around a snapshot, up to and after the moment at which Lambda takes it. */
@NeedsTestServer
class SnapshotTest {

    /** The tokens of the contract leave some agents without patterns, and each reading of them says so. */
    private static final Pattern TOLD_OF_TOKENS = Pattern.compile("may declare no accounts of their own");

    private static final List<String> AS_ON_LAMBDA =
            List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    private static final Map<String, String> SNAP_START = Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

    @ParameterizedTest
    @EnumSource(Role.class)
    void no_connection_is_open_in_a_snapshot_and_the_function_works_when_restored(Role role) throws IOException {
        Assumptions.assumeTrue(
                Files.exists(Path.of("/proc/net/tcp")), "the connections of a process are read from /proc");
        try (var surroundings = new Surroundings(Tokens.file());
                var function = surroundings.start(role, SNAP_START)) {
            function.runtime().awaitCheckpoint();
            assertThat(connections(function.process(), surroundings)).isZero();

            // A token that came after the snapshot was taken is known to what is restored from it.
            surroundings.services().put(Surroundings.SECRET, Tokens.file().replace("olivia", "oscar"));
            function.runtime().restore();
            function.runtime().awaitReady();

            switch (role) {
                case OPERATORS -> {
                    String body = "[{\"name\": \"restored\", \"kubeconfigContents\": \"contents\", \"zoneId\": \"z\"}]";
                    assertThat(send(
                                            function,
                                            Request.of("POST", "/armory/accounts/dynamic")
                                                    .body("application/json", body.getBytes(StandardCharsets.UTF_8)))
                                    .status())
                            .isEqualTo(202);
                    assertThat(send(function, Request.of("GET", "/armory/accounts/restored/history"))
                                    .text())
                            .contains("oscar")
                            .doesNotContain("olivia");
                }
                case AGENTS ->
                    assertThat(send(function, Request.of("GET", "/ready")).status())
                            .isEqualTo(200);
                case SWEEP, SCAN ->
                    assertThat(function.invoke("{}".getBytes(StandardCharsets.UTF_8), Gateway.TIMEOUT))
                            .isInstanceOf(RuntimeApi.Outcome.Answered.class);
            }
            assertThat(connections(function.process(), surroundings)).isPositive();
            assertThat(function.output()
                            .lines()
                            .filter(line -> !TOLD_OF_TOKENS.matcher(line).find()))
                    .noneMatch(line -> line.contains("\"level\":\"WARN\"") || line.contains("\"level\":\"ERROR\""));
        }
    }

    private static Reply send(LambdaProcess function, Request request) {
        byte[] event = new GatewayEvents(GatewayEvents.NO_STAGE)
                .event(request.header("Authorization", "Bearer " + Tokens.OPERATOR));
        return switch (function.invoke(event, Gateway.TIMEOUT)) {
            case RuntimeApi.Outcome.Answered(byte[] payload) -> Gateway.reply(payload);
            case RuntimeApi.Outcome.Failed(String error) -> throw new AssertionError(error);
        };
    }

    /** How many sockets of a process lead to the table, the key or the secret, in any state. */
    private static long connections(Process process, Surroundings surroundings) throws IOException {
        Set<String> sockets;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            sockets = descriptors
                    .map(SnapshotTest::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
        Set<Integer> services = Set.of(
                TestServer.endpoint().getPort(),
                surroundings.services().endpoint().getPort());
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> rows(Path.of("/proc/net", table)))
                .filter(row -> sockets.contains(row[9]))
                .filter(row -> services.contains(Integer.parseInt(row[2].substring(row[2].indexOf(':') + 1), 16)))
                .count();
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static Stream<String[]> rows(Path table) {
        try {
            return Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
