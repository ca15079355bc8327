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

/** Tests that every failed start has a reason that helps an operator and has no secret. */
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
    void a_certificate_that_the_kubeconfig_does_not_trust_is_named() {
        MockCluster cluster = rig.cluster();
        String reason =
                failure(MockCluster.definition(cluster.kubeconfig(rig.cluster().certificate())));
        assertThat(reason).isEqualTo("x509: certificate signed by unknown authority (" + cluster.address() + ")");
        assertThat(cluster.asked).isEmpty();
    }

    @Test
    void without_an_authority_in_the_kubeconfig_the_machine_decides_about_certificates() {
        MockCluster cluster = rig.cluster();
        assertThat(failure(cluster.address(), "extensions: []", "token: " + MockCluster.TOKEN))
                .isEqualTo("x509: certificate signed by unknown authority (" + cluster.address() + ")");
    }

    @Test
    void a_certificate_of_another_host_is_named() {
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
    void insecure_trusts_every_certificate_and_still_reports_the_fingerprint() {
        MockCluster cluster = rig.cluster("default");
        var facts = rig.start(
                        MockCluster.definition(cluster.kubeconfig(rig.cluster().certificate()), "insecure", true))
                .watched();
        assertThat(facts.certFingerprint()).hasSize(95);
    }

    @Test
    void an_unknown_token_is_named() {
        MockCluster cluster = rig.cluster();
        cluster.rule(request -> MockCluster.status(401, "Unauthorized: " + request.getHeader("Authorization")));
        assertThat(failure(cluster.definition())).isEqualTo("401 Unauthorized from " + cluster.address());
    }

    @Test
    void a_403_quotes_the_servers_message_without_the_token() {
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
    void a_forbidden_watch_is_named_although_the_list_is_permitted() {
        MockCluster cluster = rig.cluster("default");
        cluster.refuse("watch=true", 403, "cannot watch");
        assertThat(failure(cluster.definition())).startsWith("403 Forbidden from " + cluster.address());
    }

    @ParameterizedTest
    @CsvSource({"500,Internal Server Error", "503,Service Unavailable", "404,Not Found", "429,Too Many Requests"})
    void an_error_of_the_cluster_is_named(int code, String phrase) {
        MockCluster cluster = rig.cluster();
        cluster.refuse("/api/v1/namespaces", code, "pages of a proxy");
        assertThat(failure(cluster.definition())).isEqualTo(code + " " + phrase + " from " + cluster.address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>a login page</html>", "", "[]", "{\"items\": 7}", "null"})
    void a_server_that_is_no_api_server_is_named(String body) {
        MockCluster cluster = rig.cluster();
        cluster.rule(_ -> new MockResponse().setResponseCode(200).setBody(body));
        assertThat(failure(cluster.definition()))
                .isEqualTo(cluster.address() + " does not answer like a Kubernetes API server");
    }

    @Test
    void a_refused_connection_is_named() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(failure("https://localhost:" + port, INSECURE, "token: " + MockCluster.TOKEN))
                .isEqualTo("connection refused: https://localhost:" + port);
    }

    @Test
    void a_refused_connection_to_an_address_of_version_6_is_named() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(failure("https://[::1]:" + port, INSECURE, "token: " + MockCluster.TOKEN))
                .isIn("connection refused: https://[::1]:" + port, "no route to https://[::1]:" + port);
    }

    @Test
    void a_closed_connection_is_named() throws IOException {
        Wire wire = rig.with(Wire.toNobody());
        wire.state(Wire.State.CUT);
        assertThat(failure("https://localhost:" + wire.port(), INSECURE, "token: " + MockCluster.TOKEN))
                .isEqualTo("connection closed by https://localhost:" + wire.port());
    }

    @Test
    void a_server_that_never_answers_times_out() throws IOException {
        Wire wire = rig.with(Wire.toNobody());
        assertThat(failure("https://localhost:" + wire.port(), INSECURE, "token: " + MockCluster.TOKEN))
                .isEqualTo("timed out after 2 s connecting to https://localhost:" + wire.port());
    }

    @Test
    void an_answer_that_never_ends_times_out() {
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
    void a_slow_cluster_is_no_failure() {
        MockCluster cluster = rig.cluster("default");
        cluster.wire.delay(150);
        assertThat(rig.start(cluster.definition()).watched().namespaces()).containsExactly("default");
    }

    @Test
    void an_unknown_host_is_named() {
        rig.settings(Rig.QUICK.withRequestTimeout(Duration.ofSeconds(10)));
        assertThat(failure("https://cluster.invalid:6443", INSECURE, "token: " + MockCluster.TOKEN))
                .isEqualTo("no such host cluster.invalid");
    }

    @Test
    void a_server_without_tls_is_named() throws IOException {
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
    void a_missing_kubeconfig_file_is_named() {
        Path path = folder.resolve("nowhere");
        assertThat(failure(Map.of("kubeconfigFile", path.toString())))
                .isEqualTo("kubeconfigFile " + path + " does not exist");
    }

    @Test
    void a_kubeconfig_file_that_is_a_folder_a_relative_path_or_a_secret_is_refused() throws IOException {
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
    void a_kubeconfig_file_of_another_machine_is_refused_with_its_form_and_a_remedy(
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
    void a_definition_with_no_access_or_with_two_is_refused() {
        String reason =
                "the definition must have exactly one of kubeconfigContents, kubeconfigFile and serviceAccount: true";
        assertThat(failure(Map.of())).isEqualTo(reason);
        assertThat(failure(Map.of("kubeconfigContents", "x", "kubeconfigFile", "/x")))
                .isEqualTo(reason);
        assertThat(failure(Map.of("kubeconfigContents", 7))).isEqualTo("kubeconfigContents must be a text");
    }
}
