package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.local.process.LocalProcess;
import io.dynamicaccounts.local.process.ServeOptions;
import io.dynamicaccounts.local.process.Storage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The local process with files and a running Clouddriver as its sources. */
class SourcesTest {

    private static final String CANARY = "canary-41c7";

    private static final String LIVE = "[{\"type\":\"kubernetes\",\"name\":\"live\",\"kubeconfigContents\":\"" + CANARY
            + "\"},"
            + "{\"type\":\"kubernetes\",\"name\":\"broken\",\"namespaces\":\"" + CANARY + "\",\"debug\":\"" + CANARY
            + "\"}]";

    @RegisterExtension
    final CapturedLog log = CapturedLog.ofAll();

    @TempDir
    Path folder;

    private final List<String> answers = new ArrayList<>();
    private Optional<LocalProcess> process = Optional.empty();
    private Optional<HttpServer> clouddriver = Optional.empty();

    @AfterEach
    void stop() {
        process.ifPresent(LocalProcess::close);
        clouddriver.ifPresent(running -> running.stop(0));
    }

    private Operator serve(int port, Optional<Path> credentials, String... settings) throws IOException {
        var assignments = new ArrayList<>(List.of(settings));
        assignments.add("sweep-seconds=3600");
        LocalProcess started = LocalProcess.start(new ServeOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Optional.empty(),
                new Storage.Embedded(folder.resolve("accounts.db")),
                credentials,
                Configuration.read(Optional.empty(), Map.of(), assignments),
                "test"));
        process = Optional.of(started);
        return new Operator(started.uri());
    }

    private String clouddriver() throws IOException {
        HttpServer running = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        clouddriver = Optional.of(running);
        running.createContext("/credentials/type/kubernetes", exchange -> {
            try (exchange) {
                byte[] body = LIVE.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        running.start();
        return "sources.clouddriver.url=http://localhost:"
                + running.getAddress().getPort();
    }

    private Path file(String name, String account) throws IOException {
        return Files.writeString(
                folder.resolve(name), "kubernetes: {accounts: [{name: " + account + ", kubeconfigFile: /k}]}");
    }

    private JsonNode get(Operator operator, String path) throws Exception {
        Operator.Answer answer = operator.get(path);
        answers.add(answer.text());
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.json();
    }

    private static List<String> names(JsonNode items) {
        return items.valueStream().map(item -> item.path("name").asString()).toList();
    }

    @Test
    void the_file_of_the_command_line_comes_before_those_of_the_configuration_and_a_running_clouddriver_after_them()
            throws Exception {
        Operator operator = serve(
                0,
                Optional.of(file("first.yml", "first")),
                "sources.files=" + file("second.yml", "second"),
                clouddriver());

        JsonNode sources = get(operator, "/armory/sources");

        assertThat(sources.valueStream()
                        .map(source -> source.path("kind").asString() + " "
                                + source.path("accounts").asInt(-1)))
                .containsExactly("stored 0", "file 1", "file 1", "clouddriver 1");
        assertThat(sources.get(1).path("where").asString()).endsWith("first.yml");
        assertThat(sources.get(3).path("problems").asInt()).isPositive();
        assertThat(names(get(operator, "/armory/sources/accounts").path("items")))
                .containsExactly("first", "live", "second");
    }

    @Test
    void the_secrets_of_a_running_clouddriver_are_in_no_answer_no_log_and_no_file() throws Exception {
        Operator operator = serve(0, Optional.empty(), clouddriver());

        operator.sendAccepted("POST", "/armory/accounts", List.of(Map.of("name", "live")));
        for (String path : List.of(
                "/armory/sources",
                "/armory/sources/accounts",
                "/armory/accounts?expand=true",
                "/agents/kubernetes/accounts/live",
                "/armory/accounts/live/history",
                "/credentials",
                "/credentials?expand=true",
                "/credentials/live")) {
            get(operator, path);
        }

        assertThat(answers).anyMatch(answer -> answer.contains("live")).noneMatch(answer -> answer.contains(CANARY));
        assertThat(log.events()).noneMatch(event -> event.getFormattedMessage().contains(CANARY));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path written : files.toList()) {
                assertThat(Files.readString(written, StandardCharsets.ISO_8859_1))
                        .as(written.toString())
                        .doesNotContain(CANARY);
            }
        }
    }

    @Test
    void a_migration_from_a_clouddriver_that_does_not_run_is_503_and_one_from_the_file_is_done() throws Exception {
        Operator operator = serve(
                0, Optional.of(file("first.yml", "first")), "sources.clouddriver.url=http://localhost:" + freePort());

        Operator.Answer answer = operator.send("POST", "/armory/accounts", List.of(Map.of("name", "live")));
        operator.sendAccepted("POST", "/armory/accounts", List.of(Map.of("name", "first")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("source-unreadable", "/armory/sources");
        assertThat(get(operator, "/armory/sources").get(2).path("lastError").asString())
                .contains("cannot be connected to");
        assertThat(get(operator, "/armory/sources/accounts")
                        .path("unreadable")
                        .get(0)
                        .path("kind")
                        .asString())
                .isEqualTo("clouddriver");
    }

    @Test
    void a_control_plane_that_is_given_as_its_own_clouddriver_answers_and_migrates_no_masks() throws Exception {
        int port = freePort();
        Operator operator = serve(port, Optional.empty(), "sources.clouddriver.url=http://localhost:" + port);
        var stored = Map.of("type", "kubernetes", "name", "stored", "kubeconfigContents", CANARY);
        assertThat(operator.send("PUT", "/credentials", stored).status()).isEqualTo(200);

        JsonNode itself = get(operator, "/armory/sources").get(1);

        assertThat(itself.path("accounts").asInt()).isZero();
        assertThat(itself.path("problems").asInt()).isEqualTo(1);
        assertThat(names(get(operator, "/armory/sources/accounts").path("items")))
                .containsExactly("stored");
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
