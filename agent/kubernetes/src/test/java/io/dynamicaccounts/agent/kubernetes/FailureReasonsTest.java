package io.dynamicaccounts.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every start that fails says why, in words that help and without what nobody may read. */
@Timeout(60)
class FailureReasonsTest {

    private static final String INSECURE = "insecure-skip-tls-verify: true";

    private final Rig rig = new Rig();

    @TempDir
    Path folder;

    @AfterEach
    void end() throws IOException {
        rig.close();
    }

    private String failure(Map<String, Object> definition) {
        String reason = rig.start(definition).failure();
        assertThat(reason)
                .doesNotContain(MockCluster.TOKEN, "Exception", "io.", "java.", "client-key")
                .hasSizeLessThan(500);
        assertThat(rig.clusters().accounts()).isEmpty();
        return reason;
    }

    private String failure(String server, String trust, String user) {
        return failure(MockCluster.definition(MockCluster.kubeconfig(server, trust, user)));
    }

    @Test
    void a_certificate_that_the_kubeconfig_does_not_trust() {
        MockCluster cluster = rig.cluster();
        String reason =
                failure(MockCluster.definition(cluster.kubeconfig(rig.cluster().certificate())));
        assertThat(reason).isEqualTo("x509: certificate signed by unknown authority (" + cluster.address() + ")");
        assertThat(cluster.asked).isEmpty();
    }

    @Test
    void a_certificate_that_the_machine_does_not_trust_when_the_kubeconfig_names_no_authority() {
        MockCluster cluster = rig.cluster();
        assertThat(failure(cluster.address(), "extensions: []", "token: " + MockCluster.TOKEN))
                .isEqualTo("x509: certificate signed by unknown authority (" + cluster.address() + ")");
    }

    @Test
    void a_certificate_of_another_host() {
        MockCluster cluster = rig.cluster();
        // All of 127/8 is this machine, and the certificate names only the first of it.
        String server = cluster.address().replace("localhost", "127.0.0.1");
        Heard first = rig.start(MockCluster.definition(MockCluster.kubeconfig(
                server, "certificate-authority-data: " + MockCluster.base64(cluster.certificate()), "token: x")));
        first.watched();
        String wrong = cluster.address().replace("localhost", "127.0.0.2");
        Heard heard = new Heard();
        var _ = rig.start(
                "b",
                MockCluster.definition(MockCluster.kubeconfig(
                        wrong, "certificate-authority-data: " + MockCluster.base64(cluster.certificate()), "token: x")),
                heard);
        assertThat(heard.failure()).startsWith("x509: certificate is not valid for ");
    }

    @Test
    void insecure_in_the_definition_trusts_anybody_and_still_tells_the_fingerprint() {
        MockCluster cluster = rig.cluster("default");
        var facts = rig.start(
                        MockCluster.definition(cluster.kubeconfig(rig.cluster().certificate()), "insecure", true))
                .watched();
        assertThat(facts.certFingerprint()).hasSize(95);
    }

    @Test
    void a_token_that_the_cluster_does_not_know() {
        MockCluster cluster = rig.cluster();
        cluster.rule(request -> MockCluster.status(401, "Unauthorized: " + request.getHeader("Authorization")));
        assertThat(failure(cluster.definition())).isEqualTo("401 Unauthorized from " + cluster.address());
    }

    @Test
    void what_is_forbidden_is_told_in_the_servers_words_without_the_token_that_it_repeats() {
        MockCluster cluster = rig.cluster();
        cluster.refuse(
                "/api/v1/namespaces",
                403,
                "namespaces is forbidden: User \"x\" with " + MockCluster.TOKEN + " cannot list");
        assertThat(failure(cluster.definition()))
                .isEqualTo("403 Forbidden from " + cluster.address() + ": namespaces is forbidden: User \"x\" with ***"
                        + " cannot list (or name the account's namespaces in its definition)");
    }

    @Test
    void a_watch_that_is_forbidden_though_the_list_is_not() {
        MockCluster cluster = rig.cluster("default");
        cluster.refuse("watch=true", 403, "cannot watch");
        assertThat(failure(cluster.definition())).startsWith("403 Forbidden from " + cluster.address());
    }

    @ParameterizedTest
    @CsvSource({"500,Internal Server Error", "503,Service Unavailable", "404,Not Found", "429,Too Many Requests"})
    void a_cluster_that_answers_with_an_error(int code, String phrase) {
        MockCluster cluster = rig.cluster();
        cluster.refuse("/api/v1/namespaces", code, "pages of a proxy");
        assertThat(failure(cluster.definition())).isEqualTo(code + " " + phrase + " from " + cluster.address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>a login page</html>", "", "[]", "{\"items\": 7}", "null"})
    void something_that_is_no_api_server(String body) {
        MockCluster cluster = rig.cluster();
        cluster.rule(_ -> new MockResponse().setResponseCode(200).setBody(body));
        assertThat(failure(cluster.definition()))
                .isEqualTo(cluster.address() + " does not answer like a Kubernetes API server");
    }

    @Test
    void nobody_listens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(failure("https://localhost:" + port, INSECURE, "token: " + MockCluster.TOKEN))
                .isEqualTo("connection refused: https://localhost:" + port);
    }

    @Test
    void nobody_listens_on_an_address_of_version_6() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(failure("https://[::1]:" + port, INSECURE, "token: " + MockCluster.TOKEN))
                .isIn("connection refused: https://[::1]:" + port, "no route to https://[::1]:" + port);
    }

    @Test
    void somebody_listens_and_hangs_up() throws IOException {
        Wire wire = rig.with(Wire.toNobody());
        wire.state(Wire.State.CUT);
        assertThat(failure("https://localhost:" + wire.port(), INSECURE, "token: " + MockCluster.TOKEN))
                .isEqualTo("connection closed by https://localhost:" + wire.port());
    }

    @Test
    void somebody_listens_and_says_nothing() throws IOException {
        Wire wire = rig.with(Wire.toNobody());
        assertThat(failure("https://localhost:" + wire.port(), INSECURE, "token: " + MockCluster.TOKEN))
                .isEqualTo("timed out after 2 s connecting to https://localhost:" + wire.port());
    }

    @Test
    void a_cluster_that_stops_talking_in_the_middle() {
        MockCluster cluster = rig.cluster("default");
        cluster.rule(request -> {
            if (request.getPath().startsWith("/api/v1/namespaces")) {
                cluster.wire.state(Wire.State.FROZEN);
            }
            return null;
        });
        assertThat(failure(cluster.definition())).isEqualTo("timed out after 2 s connecting to " + cluster.address());
    }

    @Test
    void a_slow_cluster_is_waited_for() {
        MockCluster cluster = rig.cluster("default");
        cluster.wire.delay(150);
        assertThat(rig.start(cluster.definition()).watched().namespaces()).containsExactly("default");
    }

    @Test
    void a_name_that_nobody_has() {
        rig.settings(Rig.QUICK.withRequestTimeout(Duration.ofSeconds(10)));
        assertThat(failure("https://cluster.invalid:6443", INSECURE, "token: " + MockCluster.TOKEN))
                .isEqualTo("no such host cluster.invalid");
    }

    @Test
    void tls_to_something_that_speaks_plainly() throws IOException {
        try (ServerSocket plain = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (var socket = plain.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                    socket.getInputStream().read();
                } catch (IOException e) {
                    // The client has gone.
                }
            });
            assertThat(failure("https://localhost:" + plain.getLocalPort(), INSECURE, "token: x"))
                    .isEqualTo("does not speak TLS (https://localhost:" + plain.getLocalPort() + ")");
        }
    }

    @Test
    void a_kubeconfig_file_that_does_not_exist() {
        Path path = folder.resolve("nowhere");
        assertThat(failure(Map.of("kubeconfigFile", path.toString())))
                .isEqualTo("kubeconfigFile " + path + " does not exist");
    }

    @Test
    void a_kubeconfig_file_that_is_a_folder_or_relative_or_secret_in_itself() throws IOException {
        assertThat(failure(Map.of("kubeconfigFile", folder.toString())))
                .isEqualTo("kubeconfigFile " + folder + " is no file");
        assertThat(failure(Map.of("kubeconfigFile", "../etc/passwd")))
                .isEqualTo("kubeconfigFile must be an absolute path on the agent's machine, and is the relative"
                        + " ../etc/passwd: give an absolute path, or start agents with --kubeconfig-root .=DIRECTORY");
        Path secret = Files.writeString(folder.resolve("shadow"), "root:" + MockCluster.TOKEN + ":x");
        assertThat(failure(Map.of("kubeconfigFile", secret.toString()))).doesNotContain("root");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "~/.kube/config              | the relative ~/.kube/config            | ~=DIRECTORY",
                "./kube/config               | the relative ./kube/config             | .=DIRECTORY",
                "configserver:kube/dev.yml   | configserver:kube/dev.yml              | configserver:=DIRECTORY",
                "${HOME}/.kube/config        | the placeholder ${HOME}/.kube/config   | '${HOME}=DIRECTORY'",
                "/home/${USER}/config        | the placeholder /home/${USER}/config   | '/home/${USER}=DIRECTORY'",
                "https://me:pw@host/config   | a reference of the scheme https        | FROM=DIRECTORY",
            })
    void a_kubeconfig_file_that_leads_nowhere_on_this_machine_says_what_it_is_and_what_to_do(
            String file, String is, String root) {
        assertThat(failure(Map.of("kubeconfigFile", file)))
                .isEqualTo("kubeconfigFile must be an absolute path on the agent's machine, and is " + is
                        + ": give an absolute path, or start agents with --kubeconfig-root " + root);
    }

    @Test
    void a_reference_to_a_secret_engine_names_the_field_and_the_scheme_and_none_of_its_parameters() {
        assertThat(failure(Map.of("kubeconfigFile", "encryptedFile:s3!r:us-west-2!b:bucket!f:file")))
                .isEqualTo("kubeconfigFile (encryptedFile:) needs the secret engine s3, which this agent does not have:"
                        + " give an absolute path, or start agents with --kubeconfig-root FROM=DIRECTORY");
        assertThat(failure(MockCluster.definition("encrypted:vault!e:secret!n:prod!k:kubeconfig")))
                .isEqualTo(
                        "kubeconfigContents (encrypted:) needs the secret engine vault, which this agent does not have:"
                                + " give kubeconfigFile, an absolute path on the agent's machine, instead");
        assertThat(failure(MockCluster.definition("x", "more", List.of(Map.of("p", "secret://gcs?b=bucket")))))
                .isEqualTo("more (secret:) needs the secret engine gcs, which this agent does not have:"
                        + " write its value, or leave it out");
    }

    @Test
    void a_definition_that_says_no_way_or_two() {
        String reason =
                "the definition must have exactly one of kubeconfigContents, kubeconfigFile and serviceAccount: true";
        assertThat(failure(Map.of())).isEqualTo(reason);
        assertThat(failure(Map.of("kubeconfigContents", "x", "kubeconfigFile", "/x")))
                .isEqualTo(reason);
        assertThat(failure(Map.of("kubeconfigContents", 7))).isEqualTo("kubeconfigContents must be a text");
    }
}
