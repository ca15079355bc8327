package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret goes in by every way there is, and comes out by one: the answer to an agent that is to watch its account.
 */
class CanaryTest {

    private static final String CANARY = "canary-5b1f6d0c9e";

    @TempDir
    Path folder;

    private final List<String> answers = new ArrayList<>();

    @Test
    void a_secret_is_in_no_byte_of_the_database_no_line_of_the_log_no_metric_and_no_operators_answer()
            throws Exception {
        Path credentials = Files.createTempDirectory("canary").resolve("clouddriver.yml");
        Files.writeString(credentials, """
                kubernetes:
                  accounts:
                    - {name: migrated, kubeconfigContents: 'token: %s', oAuthToken: '%s'}
                """.formatted(CANARY, CANARY));
        HttpServer secretsManager = secretsManager();
        try (var server = ServerProcess.start(
                folder,
                List.of(
                        "-Xmx256m",
                        "-Daws.accessKeyId=stand-in",
                        "-Daws.secretAccessKey=stand-in",
                        "-Daws.endpointUrlSecretsManager=http://127.0.0.1:"
                                + secretsManager.getAddress().getPort()),
                "--credentials",
                credentials.toString(),
                "--set",
                "references.allowed=z=secrets-manager!r:eu-central-1!s:clusters",
                "--set",
                "sweep-seconds=1",
                "--set",
                "poll-seconds=1",
                "--set",
                "heartbeat-timeout-seconds=3")) {
            var operator = new Operator(server.uri());
            drive(operator);
            // The write-ahead log is in its own file while the server runs.
            assertNoCanary();
            try (var agent = SimulatedAgent.start(server.uri(), "canary-agent", "z", "fail=failing:simulated")) {
                Operator.await(
                        "all are watched",
                        20,
                        () -> operator.state("provisioned").equals("ACTIVE")
                                && operator.state("referring").equals("ACTIVE")
                                && operator.state("migrated").equals("ACTIVE")
                                && operator.state("failing").equals("FAILED"));
                read(operator);
                ask(server);
                assertNoCanary();
                assertThat(agent.status().watching()).contains("provisioned", "migrated", "referring");
            }
            read(operator);
        } finally {
            secretsManager.stop(0);
        }
        assertNoCanary();
        assertThat(answers).hasSizeGreaterThan(20).noneMatch(answer -> answer.contains(CANARY));
    }

    private void drive(Operator operator) throws IOException, InterruptedException {
        Map<String, Object> secret = Map.of(
                "kubeconfigContents",
                "users: [{user: {token: " + CANARY + "}}]",
                "deep",
                Map.of("list", List.of(Map.of("apiKey", CANARY))));
        operator.provision("provisioned", "z", secret);
        operator.provision("failing", "z", secret);
        operator.provision(
                "referring",
                "z",
                Map.of("kubeconfigContents", "encrypted:secrets-manager!r:eu-central-1!s:clusters!k:prod"));
        operator.sendAccepted("POST", "/armory/accounts", List.of(Map.of("name", "migrated", "zoneId", "z")));
        answered(operator.send("POST", "/armory/accounts", List.of(Map.of("name", "migrated", "zoneId", "z"))));
        // Refused ones, whose problem or array tells what was wrong with them.
        var taken = new java.util.TreeMap<>(secret);
        taken.put("name", "provisioned");
        answered(operator.send("POST", "/armory/accounts/dynamic", taken));
        answered(operator.send(
                "POST", "/armory/accounts/dynamic", Map.of("name", CANARY + " illegal", "kubeconfigContents", CANARY)));
        answered(operator.send("POST", "/armory/accounts/dynamic", Map.of("password", CANARY)));
        answered(operator.send("PUT", "/armory/accounts/dynamic", taken));
        for (String name : List.of("provisioned", "migrated", "failing", "referring")) {
            operator.patch(name, "ACTIVE");
        }
        read(operator);
    }

    private void read(Operator operator) throws IOException, InterruptedException {
        for (String path : List.of("/armory/accounts?expand=true", "/armory/accounts", "/armory/agents", "/metrics")) {
            answered(operator.get(path));
        }
        for (String name : List.of("provisioned", "migrated", "failing", "referring")) {
            answered(operator.get("/armory/accounts/" + name));
            answered(operator.get("/agents/kubernetes/accounts/" + name));
            answered(operator.get("/armory/accounts/" + name + "/history"));
        }
    }

    /** What an agent of another zone asks for in vain, and the right one is given. */
    private void ask(ServerProcess server) throws IOException, InterruptedException {
        var agent = new Operator(server.uri());
        Map<String, Object> poll =
                Map.of("zoneId", "other", "session", "session-of-other", "capacity", 10, "version", "1");
        answered(agent.send("POST", "/armory/agents/other-agent/poll", poll));
        answered(agent.send(
                "POST",
                "/armory/agents/other-agent/definitions",
                Map.of("zoneId", "other", "session", "session-of-other", "accounts", List.of("provisioned"))));
        Map<String, Object> right =
                Map.of("zoneId", "z", "session", "session-of-second", "capacity", 10, "version", "1");
        agent.send("POST", "/armory/agents/second-agent/poll", right);
        for (String name : List.of("provisioned", "referring")) {
            String given = agent.send(
                            "POST",
                            "/armory/agents/second-agent/definitions",
                            Map.of("zoneId", "z", "session", "session-of-second", "accounts", List.of(name)))
                    .text();
            assertThat(given).contains(CANARY).doesNotContain("encrypted:");
        }
    }

    /** Stands in for Secrets Manager: whatever is asked for, it has the one secret. */
    private static HttpServer secretsManager() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] answer = ("{\"Name\": \"clusters\", \"SecretString\": \"{\\\"prod\\\": \\\"" + CANARY
                                + "\\\"}\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        return server;
    }

    private void answered(Operator.Answer answer) {
        answers.add(answer.text());
    }

    /** Neither as it is nor in base64, at any of its three alignments. */
    private void assertNoCanary() throws IOException {
        var forms = new ArrayList<>(List.of(CANARY));
        for (int shift = 0; shift < 3; shift++) {
            String encoded = Base64.getEncoder()
                    .encodeToString(("x".repeat(shift) + CANARY).getBytes(StandardCharsets.US_ASCII));
            forms.add(encoded.substring(4, encoded.length() - 4));
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).map(file -> file.getFileName().toString()).contains("accounts.db", "server.log");
            for (Path file : all) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(forms).as(file.toString()).noneMatch(bytes::contains);
            }
        }
    }
}
