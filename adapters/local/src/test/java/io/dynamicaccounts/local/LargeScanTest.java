package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.http.BearerToken;
import io.dynamicaccounts.sources.GeneratedFleet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One scan of a large configuration on a server with little memory. */
@Timeout(180)
class LargeScanTest {

    private static final int ACCOUNTS = 2_000;

    @TempDir
    Path folder;

    @Test
    void two_thousand_accounts_are_migrated_by_one_scan_and_then_watched() throws Exception {
        Path file = GeneratedFleet.write(folder.resolve("clouddriver.yml"), ACCOUNTS);
        try (var server = ServerProcess.start(
                folder,
                List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"),
                "--credentials",
                file.toString(),
                "--set",
                "name-patterns=fleet-.*",
                "--set",
                "scan-batch-size=" + ACCOUNTS,
                "--set",
                "scan-frequency-seconds=86400",
                "--set",
                "poll-seconds=1")) {
            var operator = new Operator(server.uri());

            JsonNode scan = operator.send("POST", "/armory/scan", Map.of()).json();

            List<String> names = IntStream.range(0, ACCOUNTS)
                    .mapToObj("fleet-%05d"::formatted)
                    .toList();
            assertThat(scan.path("migrated")).map(JsonNode::asString).isEqualTo(names);
            assertThat(scan.path("unusable")).isEmpty();
            assertThat(scan.path("remaining").asInt()).isZero();
            assertThat(operator.states().keySet()).containsExactlyElementsOf(names);
            assertThat(operator.states().values()).containsOnly("TO_MIGRATE");

            try (var agent =
                    SimulatedAgent.start(server.uri(), "agent-1", "z", 1_000, BearerToken.none(), "slow=*:1")) {
                Operator.await(
                        "each is watched",
                        120,
                        () -> Set.copyOf(operator.states().values()).equals(Set.of("ACTIVE")));
                assertThat(agent.ended()).isFalse();
            }
            assertThat(server.stop()).isZero();
        }
    }
}
