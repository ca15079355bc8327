package io.dynamicaccounts.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the forms of kubeconfigs, and the permissions that the agent's own configuration must give. */
@Timeout(60)
class ClusterAccessTest {

    private static final String INSECURE = "insecure-skip-tls-verify: true";

    private Rig rig = new Rig();

    @TempDir
    Path folder;

    @AfterEach
    void end() throws IOException {
        rig.close();
    }

    private String failure(Map<String, Object> definition) {
        return rig.start(definition).failure();
    }

    private String user(String server, String user) {
        return MockCluster.kubeconfig(server, INSECURE, user);
    }

    @Test
    void a_definition_may_name_another_context_than_the_current_one() {
        MockCluster cluster = rig.cluster("default");
        String two =
                cluster.kubeconfig(cluster.certificate()).replace("current-context: main", "current-context: other");
        assertThat(rig.start(MockCluster.definition(two, "context", "main"))
                        .watched()
                        .namespaces())
                .containsExactly("default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | the kubeconfig has no current-context and the definition names no context",
                "current-context: nowhere    | context nowhere is not in the kubeconfig",
                "current-context: other      | the cluster of context other is not in the kubeconfig",
                "current-context: [          | the kubeconfig is not valid YAML of a kubeconfig",
            })
    void an_unusable_context_is_refused_with_the_reason(String line, String reason) {
        String kubeconfig = user("https://localhost:1", "token: x").replace("current-context: main", line);
        assertThat(failure(MockCluster.definition(kubeconfig))).isEqualTo(reason);
    }

    @Test
    void a_context_that_is_missing_is_not_replaced_by_the_current_one() {
        MockCluster cluster = rig.cluster("default");
        assertThat(failure(cluster.with("context", "prod"))).isEqualTo("context prod is not in the kubeconfig");
        assertThat(cluster.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://x                     | token: x                    | the kubeconfig's server must be an http or https address",
                "https://me:secret@x         | token: x                    | the kubeconfig's server must have neither user nor query",
                "https://localhost:1         | client-key-data: eA==       | client-certificate and client-key need each other",
                "https://localhost:1         | client-certificate-data: '!%' | client-certificate-data in the kubeconfig is not base64",
                "https://localhost:1         | 'client-certificate-data: eA==\n    client-key-data: eA==' | the kubeconfig's client certificate or key cannot be used",
                "https://localhost:1         | 'auth-provider: {name: gcp}' | auth-provider, which Kubernetes itself has given up, is not supported: use exec",
            })
    void an_unusable_kubeconfig_is_refused_with_the_reason(String server, String user, String reason) {
        assertThat(failure(MockCluster.definition(user(server, user)))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"'just words'", "'[1, 2]'", "'contexts: 7'", "'{a: *b}'", "'\t'", "'---\n'"})
    void a_text_that_is_no_kubeconfig_is_refused(String text) {
        assertThat(failure(MockCluster.definition(text.isBlank() ? "---" : text)))
                .contains("kubeconfig");
    }

    @ParameterizedTest
    @CsvSource({"tokenFile", "client-certificate"})
    void a_sent_kubeconfig_may_not_name_files_of_the_agents_machine(String field) throws IOException {
        MockCluster cluster = rig.cluster("default");
        Path secret = Files.writeString(folder.resolve("token"), "of-the-agent");
        assertThat(failure(MockCluster.definition(user(cluster.address(), field + ": " + secret))))
                .isEqualTo(
                        field + " names a file of the agent's machine, which a kubeconfig sent by the control plane may"
                                + " not: the agent's configuration does not allow it");
        assertThat(cluster.asked).isEmpty();
    }

    @Test
    void a_sent_kubeconfig_may_name_files_when_the_agents_configuration_allows_it() throws IOException {
        rig = new Rig(Rig.QUICK.withNamedFiles(MachineAccess.ALLOWED), Map.of());
        MockCluster cluster = rig.cluster("default");
        Path secret = Files.writeString(folder.resolve("token"), "of-the-agent\n");
        rig.start(MockCluster.definition(user(cluster.address(), "tokenFile: " + secret)))
                .watched();
        assertThat(cluster.bearers).containsOnly("Bearer of-the-agent");
        assertThat(failure(MockCluster.definition(user(cluster.address(), "tokenFile: token"))))
                .startsWith("tokenFile must be an absolute path on the agent's machine, and is the relative token");
    }

    @Test
    void a_kubeconfig_on_the_agents_machine_may_name_files_beside_it() throws IOException {
        MockCluster cluster = rig.cluster("default");
        Files.writeString(folder.resolve("ca.crt"), cluster.certificate());
        Files.writeString(folder.resolve("token"), "beside");
        Path file = Files.writeString(
                folder.resolve("config"),
                MockCluster.kubeconfig(cluster.address(), "certificate-authority: ca.crt", "tokenFile: token"));
        rig.start(Map.of("kubeconfigFile", file.toString())).watched();
        assertThat(cluster.bearers).containsOnly("Bearer beside");
    }

    @Test
    void a_name_and_a_password_are_sent_as_basic_authentication() {
        MockCluster cluster = rig.cluster("default");
        rig.start(MockCluster.definition(user(cluster.address(), "{username: me, password: pw}")))
                .watched();
        assertThat(cluster.bearers).containsOnly("Basic bWU6cHc=");
    }

    private String plugin(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("plugin"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return "exec: {apiVersion: client.authentication.k8s.io/v1, command: " + file
                + ", args: [a, 'b c'], env: [{name: GIVEN, value: it}]}";
    }

    @Test
    void an_exec_plugin_does_not_run_unless_the_agents_configuration_allows_it() throws IOException {
        String user = plugin("touch " + folder.resolve("ran"));
        assertThat(failure(MockCluster.definition(user("https://localhost:1", user))))
                .isEqualTo(
                        "the kubeconfig wants to run an exec plugin, which the agent's configuration does not allow");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void an_allowed_exec_plugin_gives_a_token_that_lasts_until_it_ends() throws IOException {
        rig = new Rig(Rig.QUICK.withPlugins(MachineAccess.ALLOWED).withRenewAfter(Duration.ofMillis(100)), Map.of());
        MockCluster cluster = rig.cluster("default");
        String user = plugin(
                "echo x >> " + folder.resolve("runs")
                        + "\nprintf '{\"kind\":\"ExecCredential\",\"status\":{\"token\":\"%s-%s-%s\",\"expirationTimestamp\":\"2999-01-01T00:00:00Z\"}}' \"$1\" \"$#\" \"$GIVEN\"");
        rig.start(MockCluster.definition(user(cluster.address(), user))).watched();
        Heard.await("renewed", Duration.ofSeconds(10), () -> cluster.asked.size() > 12);
        assertThat(cluster.bearers).containsOnly("Bearer a-2-it");
        assertThat(folder.resolve("runs")).hasContent("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 3            | the exec plugin plugin failed with code 3",
                "echo no-json      | the exec plugin plugin did not print an ExecCredential",
                "echo '{}'         | the exec plugin plugin printed neither token nor certificate",
                "sleep 77          | the exec plugin plugin did not answer within 2 s",
            })
    void the_reason_of_a_failed_plugin_quotes_none_of_its_output(String script, String reason) throws IOException {
        rig = new Rig(Rig.QUICK.withPlugins(MachineAccess.ALLOWED), Map.of());
        assertThat(failure(MockCluster.definition(user("https://localhost:1", plugin(script)))))
                .isEqualTo(reason);
    }

    @Test
    void the_pods_own_cluster_is_reached_with_the_pods_own_token() throws IOException {
        MockCluster cluster = new MockCluster("default");
        rig = new Rig(
                Rig.QUICK.withServiceAccount(folder),
                Map.of("KUBERNETES_SERVICE_HOST", "localhost", "KUBERNETES_SERVICE_PORT", "" + cluster.wire.port()));
        rig.with(cluster);
        assertThat(failure(Map.of("serviceAccount", true)))
                .isEqualTo("the service account's certificate " + folder.resolve("ca.crt") + " does not exist");
        Files.writeString(folder.resolve("ca.crt"), cluster.certificate());
        Files.writeString(folder.resolve("token"), "of-the-pod");
        assertThat(rig.start(Map.of("serviceAccount", true)).watched().kubeHost())
                .isEqualTo(cluster.address());
        assertThat(cluster.bearers).containsOnly("Bearer of-the-pod");
    }

    @Test
    void outside_of_a_pod_serviceAccount_is_refused() {
        assertThat(failure(Map.of("serviceAccount", true)))
                .isEqualTo("serviceAccount: true works only for an agent that runs in a pod of the cluster");
    }
}
