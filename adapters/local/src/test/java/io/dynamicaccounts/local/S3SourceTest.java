package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server process whose configuration file is an object of S3, for which a server of the test stands in. */
@Timeout(120)
class S3SourceTest {

    private static final String CANARY = "canary-93aa";

    private HttpServer s3;
    private volatile int status = 503;
    private volatile String object = "";

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        s3 = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        s3.createContext("/spinnaker-config/clouddriver.yml", exchange -> {
            try (exchange) {
                byte[] body = object.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("ETag", "\"" + object.hashCode() + "\"");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        s3.start();
    }

    @AfterEach
    void stop() {
        s3.stop(0);
    }

    private ServerProcess serve() throws IOException {
        Path local = Files.writeString(
                folder.resolve("local.yml"), "kubernetes: {accounts: [{name: local, kubeconfigFile: /k}]}");
        return ServerProcess.start(
                folder,
                List.of("-Xmx128m", "-Daws.accessKeyId=an-access-key", "-Daws.secretAccessKey=" + CANARY),
                "--credentials",
                local.toString(),
                "--set",
                "sources.files=s3://spinnaker-config/clouddriver.yml",
                "--set",
                "sources.s3.region=eu-central-1",
                "--set",
                "sources.s3.endpoint=http://localhost:" + s3.getAddress().getPort(),
                "--set",
                "sources.s3.refresh-seconds=1");
    }

    private static JsonNode object(Operator operator) throws Exception {
        return operator.get("/armory/sources").json().get(2);
    }

    @Test
    void a_process_starts_without_the_object_and_follows_it_as_it_changes() throws Exception {
        try (var server = serve()) {
            var operator = new Operator(server.uri());
            assertThat(object(operator).path("lastError").asString())
                    .isEqualTo(
                            "s3://spinnaker-config/clouddriver.yml was answered 503: S3 asks to be asked less often");
            operator.sendAccepted("POST", "/armory/accounts", List.of(Map.of("name", "local")));
            assertThat(operator.send("POST", "/armory/accounts", List.of(Map.of("name", "remote")))
                            .status())
                    .isEqualTo(503);

            object = "kubernetes: {accounts: [{name: remote, kubeconfigContents: " + CANARY + "}]}";
            status = 200;
            Operator.await(
                    "it is there", 20, () -> object(operator).path("accounts").asInt() == 1);
            operator.sendAccepted("POST", "/armory/accounts", List.of(Map.of("name", "remote")));

            object = "kubernetes: {accounts: [{name: remote, kubeconfigFile: /k}, {name: more, kubeconfigFile: /k}]}";
            Operator.await(
                    "it has changed",
                    20,
                    () -> object(operator).path("accounts").asInt() == 2);
            operator.sendAccepted("POST", "/armory/accounts", List.of(Map.of("name", "more")));

            assertThat(operator.get("/agents/kubernetes/accounts/remote").text() + server.logged())
                    .doesNotContain(CANARY);
        }
    }
}
