package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server process, a real agent process, and API servers over TLS. */
@Timeout(120)
class KubernetesAgentTest {

    private static final String TOKEN = "a-token-that-nobody-may-read";

    private final MockWebServer web = new MockWebServer();
    private KubernetesMockServer cluster;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        cluster =
                new KubernetesMockServer(new Context(), web, responses, new KubernetesMixedDispatcher(responses), true);
        cluster.setVersionInfo(
                new VersionInfo.Builder().withGitVersion("v1.34.2").build());
        cluster.init(InetAddress.getLoopbackAddress(), 0);
        try (var inside = cluster.createClient()) {
            inside.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("billing")
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    @AfterEach
    void end() {
        cluster.destroy();
    }

    private String kubeconfig(String server, String certificate) {
        return """
                current-context: main
                contexts: [{name: main, context: {cluster: it, user: me}}]
                clusters: [{name: it, cluster: {server: '%s', certificate-authority-data: %s}}]
                users: [{name: me, user: {token: %s}}]
                """.formatted(
                server, Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.UTF_8)), TOKEN);
    }

    private Process agent(ServerProcess server, Path log) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "agent",
                "--server",
                server.uri().toString(),
                "--id",
                "agent-1",
                "--zone",
                "eu",
                "--kubeconfig-root",
                "configserver:=" + folder.resolve("configs")));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    @Test
    void an_agent_process_watches_clusters_and_says_why_it_cannot_watch_others() throws Exception {
        String certificate =
                Files.readString(Path.of(web.getSelfSignedCertificate().certificatePath()));
        String address = "https://localhost:" + cluster.getPort();
        Path log = folder.resolve("agent.log");
        try (var server =
                ServerProcess.start(folder, List.of("-Xmx256m"), "--set", "poll-seconds=1", "--set", "max-retries=0")) {
            var operator = new Operator(server.uri());
            operator.provision("good", "eu", Map.of("kubeconfigContents", kubeconfig(address, certificate)));
            operator.provision(
                    "refusing", "eu", Map.of("kubeconfigContents", kubeconfig("https://localhost:1", certificate)));
            Path configs = Files.createDirectory(folder.resolve("configs"));
            Files.writeString(configs.resolve("mapped.yml"), kubeconfig(address, certificate));
            operator.provision("mapped", "eu", Map.of("kubeconfigFile", "configserver:mapped.yml"));
            operator.provision("unmapped", "eu", Map.of("kubeconfigFile", "${HOME}/.kube/config"));
            operator.provision("missing", "eu", Map.of("kubeconfigFile", "/no/such/kubeconfig"));
            operator.provision("elsewhere", "eu", Map.of("kubeconfigFile", "encryptedFile:vault!e:secret!n:a!k:b"));
            Process agent = agent(server, log);
            try {
                for (String name : List.of("good", "mapped", "unmapped", "refusing", "missing", "elsewhere")) {
                    operator.patch(name, "ACTIVE");
                }
                Operator.await(
                        "watched and failed",
                        60,
                        () -> operator.state("good").equals("ACTIVE")
                                && operator.state("mapped").equals("ACTIVE")
                                && operator.state("unmapped").equals("FAILED")
                                && operator.state("refusing").equals("FAILED")
                                && operator.state("missing").equals("FAILED")
                                && operator.state("elsewhere").equals("FAILED"));
                // What was found is noted right after the account is confirmed.
                Operator.await(
                        "told what was found",
                        10,
                        () -> !operator.get("/agents/kubernetes/accounts/good")
                                .json()
                                .path("kubeHost")
                                .asString()
                                .isEmpty());
                var good = operator.get("/agents/kubernetes/accounts/good").json();
                assertThat(good.path("kubeHost").asString()).isEqualTo(address);
                assertThat(good.path("kubeVersion").asString()).isEqualTo("v1.34.2");
                assertThat(good.path("certFingerprint").asString()).hasSize(95);
                assertThat(operator.get("/agents/kubernetes/accounts/good/namespaces")
                                .text())
                        .isEqualTo("[\"billing\"]");
                assertThat(error(operator, "refusing")).contains("connection refused: https://localhost:1");
                assertThat(error(operator, "missing")).contains("kubeconfigFile /no/such/kubeconfig does not exist");
                assertThat(error(operator, "unmapped"))
                        .contains("the placeholder ${HOME}/.kube/config", "--kubeconfig-root '${HOME}=DIRECTORY'");
                assertThat(error(operator, "elsewhere")).contains("needs the secret engine vault");
                operator.patch("good", "INACTIVE");
                Operator.await("stopped", 30, () -> operator.state("good").equals("INACTIVE"));
                agent.destroy();
                assertThat(agent.waitFor(20, TimeUnit.SECONDS)).isTrue();
            } finally {
                agent.destroyForcibly();
            }
        }
        assertThat(Files.readString(log))
                .contains("caching account=good", "caching=off")
                .doesNotContain(TOKEN, "\tat ", "WARNING");
    }

    private static String error(Operator operator, String name) throws Exception {
        return operator.get("/agents/kubernetes/accounts/" + name)
                .json()
                .path("errorMessage")
                .asString();
    }
}
