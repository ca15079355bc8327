package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scripts that operators read, as they are. */
class ExamplesTest {

    private static final Path EXAMPLES =
            Path.of("../../examples").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private record Ran(int code, String text) {}

    @BeforeAll
    static void shell() {
        assumeTrue(onPath("sh") && onPath("curl"), "needs sh and curl");
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    private Ran run(URI server, Map<String, String> environment, String script, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", EXAMPLES.resolve(script).toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, script, ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("BASE_URL", server.toString());
        builder.environment().put("WAIT", "20");
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ran(code, Files.readString(out));
    }

    private String ok(URI server, String script, String... arguments) throws IOException, InterruptedException {
        Ran ran = run(server, Map.of(), script, arguments);
        assertThat(ran.code()).as(script + ": " + ran.text()).isZero();
        return ran.text();
    }

    @Test
    void each_documented_line_does_what_it_says() throws Exception {
        try (var server = ServerProcess.start(
                        folder,
                        List.of(),
                        "--credentials",
                        EXAMPLES.resolve("clouddriver-local.yml").toString(),
                        "--set",
                        "poll-seconds=1",
                        "--set",
                        "sweep-seconds=1");
                var agent = SimulatedAgent.start(server.uri(), "agent-1", "eu")) {
            URI uri = server.uri();
            Operator.await("the agent is known", 10, () -> ok(uri, "agents.sh").contains("agent-1"));
            assertThat(ok(uri, "lifecycle.sh", "shop-dev", "eu"))
                    .contains(
                            "shop-dev is INACTIVE",
                            "shop-dev is ACTIVE",
                            "shop-dev is absent",
                            "stopped by every agent");
            ok(uri, "provision.sh", "made-here", "eu", "/etc/kube/made-here");
            assertThat(ok(uri, "list.sh", "INACTIVE")).contains("made-here");
            ok(uri, "activate.sh", "made-here");
            assertThat(ok(uri, "namespaces.sh", "made-here")).contains("default");
            assertThat(ok(uri, "get.sh", "made-here")).contains("/etc/kube/made-here");
            ok(uri, "update.sh", "made-here", "/etc/kube/another");
            assertThat(ok(uri, "history.sh", "made-here")).contains("redefine");
            ok(uri, "delete.sh", "made-here");
            assertThat(ok(uri, "list.sh")).doesNotContain("made-here");
            assertThat(agent.status().watching()).isEmpty();
        }
    }

    @Test
    void a_refusal_is_shown_and_fails_the_script() throws Exception {
        try (var deployment = LocalDeployment.start(Deployment.PLAIN)) {
            URI uri = deployment.uri();
            Map<String, String> operator = Map.of("TOKEN", Tokens.OPERATOR, "WAIT", "1");
            assertThat(run(uri, Map.of(), "list.sh"))
                    .satisfies(ran -> assertThat(ran.code()).isNotZero())
                    .satisfies(ran -> assertThat(ran.text()).contains("no-token"));
            assertThat(run(uri, operator, "list.sh").code()).isZero();
            assertThat(run(uri, operator, "get.sh", "never-was"))
                    .satisfies(ran -> assertThat(ran.code()).isNotZero())
                    .satisfies(ran -> assertThat(ran.text()).contains("no-such-account"));
            assertThat(run(uri, operator, "provision.sh", "waits", "zone-001", "/k")
                            .code())
                    .isZero();
            assertThat(run(uri, operator, "activate.sh", "waits"))
                    .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
                    .satisfies(ran ->
                            assertThat(ran.text()).contains("waits is TO_MIGRATE and not ACTIVE after 1 seconds"));
            assertThat(run(URI.create("http://127.0.0.1:1"), operator, "delete.sh", "waits")
                            .code())
                    .isNotZero();
        }
    }

    @Test
    void every_script_can_be_run_and_says_how_when_it_is_not_told_enough() throws Exception {
        List<Path> scripts;
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            scripts = files.filter(file -> file.toString().endsWith(".sh") && !file.endsWith("common.sh"))
                    .toList();
        }
        assertThat(scripts).hasSizeGreaterThanOrEqualTo(12).allMatch(Files::isExecutable);
        for (Path script : scripts) {
            Ran ran = run(
                    URI.create("http://127.0.0.1:1"),
                    Map.of(),
                    script.getFileName().toString(),
                    script.endsWith("delete.sh") ? new String[0] : new String[] {"a", "b", "c", "d"});
            assertThat(ran.code()).as(script.toString()).isEqualTo(2);
            assertThat(ran.text()).contains("usage: ");
        }
    }
}
