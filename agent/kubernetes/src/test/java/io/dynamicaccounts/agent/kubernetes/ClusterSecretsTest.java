package io.dynamicaccounts.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References to Secrets of the cluster that the agent runs in. */
@Timeout(60)
class ClusterSecretsTest {

    private static final String CANARY = "canary-41fe";

    @TempDir
    Path folder;

    private MockCluster home;
    private MockCluster far;
    private Rig rig;

    @BeforeEach
    void begin() throws IOException {
        home = new MockCluster("agents", "kube-system");
        rig = rig(Set.of("agents", "teams"));
        rig.with(home);
        far = rig.cluster("of-the-far-cluster");
        Files.writeString(folder.resolve("ca.crt"), home.certificate());
        Files.writeString(folder.resolve("token"), "of-the-pod");
        Files.writeString(folder.resolve("namespace"), "agents");
        home.secret("agents", "far", "kubeconfig", far.kubeconfig(far.certificate()));
        home.secret("kube-system", "far", "kubeconfig", far.kubeconfig(far.certificate()));
        home.secret("agents", "other", "text", CANARY);
        home.asked.clear();
        home.bearers.clear();
    }

    @AfterEach
    void end() throws IOException {
        rig.close();
    }

    private Rig rig(Set<String> namespaces) {
        return new Rig(
                Rig.QUICK.withServiceAccount(folder).withSecretNamespaces(namespaces),
                Map.of("KUBERNETES_SERVICE_HOST", "localhost", "KUBERNETES_SERVICE_PORT", "" + home.wire.port()));
    }

    private String failure(Map<String, Object> definition) {
        return rig.start(definition).failure();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "encrypted:k8s!n:agents!s:far!k:kubeconfig",
                "encryptedFile:k8s!n:agents!s:far!k:kubeconfig",
                "encrypted:k8s!s:far!k:kubeconfig",
                "encryptedFile:k8s!n:far!k:kubeconfig",
            })
    void a_kubeconfig_in_a_secret_of_the_agents_cluster_reaches_the_cluster_that_it_names(String reference) {
        assertThat(rig.start(MockCluster.definition(reference)).watched().namespaces())
                .containsExactly("of-the-far-cluster");
        assertThat(home.asked).containsExactly("/api/v1/namespaces/agents/secrets/far");
        assertThat(home.bearers).containsExactly("Bearer of-the-pod");
        assertThat(rig.clusters().secretEngines()).containsExactly("k8s");
    }

    @Test
    void a_file_by_reference_is_the_contents() {
        assertThat(rig.start(Map.of("kubeconfigFile", "encryptedFile:k8s!s:far!k:kubeconfig"))
                        .watched()
                        .namespaces())
                .containsExactly("of-the-far-cluster");
    }

    @Test
    void a_secret_that_was_replaced_is_read_at_the_next_start() {
        home.secret("agents", "late", "kubeconfig", "no kubeconfig");
        String reference = "encrypted:k8s!s:late!k:kubeconfig";
        assertThat(failure(MockCluster.definition(reference))).isNotEmpty();

        home.secret("agents", "late", "kubeconfig", far.kubeconfig(far.certificate()));

        assertThat(rig.start(MockCluster.definition(reference)).watched().namespaces())
                .containsExactly("of-the-far-cluster");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encrypted:k8s!s:none!k:kubeconfig | there is no such Secret as the reference names in the agent's cluster",
                "encrypted:k8s!s:far!k:none | the Secret that the reference names has no such key",
                "encrypted:k8s!s:far | the reference must be encrypted:k8s!n:NAMESPACE!s:SECRET!k:KEY",
                "encrypted:k8s!k:kubeconfig | the reference must be encrypted:k8s!n:NAMESPACE!s:SECRET!k:KEY",
                "encrypted:k8s!s:far!k:kubeconfig!u:http://169.254.169.254/ | the reference must be encrypted:k8s!n:NAMESPACE!s:SECRET!k:KEY",
                "encrypted:k8s!s:../../../version!k:x | the reference must be encrypted:k8s!n:NAMESPACE!s:SECRET!k:KEY",
                "encrypted:k8s!n:kube-system!s:far!k:kubeconfig | the reference names a namespace whose Secrets this agent does not read: start it with --secrets-from for that namespace",
                "encrypted:k8s!n:agents/../kube-system!s:far!k:kubeconfig | the reference names a namespace whose Secrets this agent does not read: start it with --secrets-from for that namespace",
            })
    void what_cannot_be_read_says_so_and_names_nothing_of_the_reference(String reference, String reason) {
        assertThat(failure(MockCluster.definition(reference))).isEqualTo(reason);
    }

    @Test
    void a_secret_that_is_no_kubeconfig_is_not_quoted() {
        assertThat(failure(MockCluster.definition("encrypted:k8s!s:other!k:text")))
                .doesNotContain(CANARY);
    }

    @Test
    void a_service_account_that_may_not_read_it_is_told_what_to_be_permitted() {
        home.refuse("/secrets/", 403, "secrets \"far\" is forbidden: " + CANARY);

        assertThat(failure(MockCluster.definition("encrypted:k8s!s:far!k:kubeconfig")))
                .isEqualTo("the agent's service account may not read the Secret that the reference names: permit it to"
                        + " get secrets in that namespace");
    }

    @Test
    void no_other_field_is_resolved_since_its_value_could_be_sent_to_a_server_that_the_definition_names() {
        String reference = "encrypted:k8s!s:other!k:text";
        for (Map<String, Object> definition : List.of(
                far.with("namespaces", List.of(reference)),
                far.with("context", reference),
                far.with("password", Map.of("deep", reference)))) {
            assertThat(failure(definition))
                    .contains("which agents have with --secrets-from, and for kubeconfigContents only")
                    .doesNotContain("other", CANARY);
        }
        assertThat(home.asked).isEmpty();
    }

    @Test
    void by_default_no_secret_is_read() throws IOException {
        rig.close();
        try (var without = new Rig(
                Rig.QUICK.withServiceAccount(folder),
                Map.of("KUBERNETES_SERVICE_HOST", "localhost", "KUBERNETES_SERVICE_PORT", "1"))) {
            assertThat(without.clusters().secretEngines()).isEmpty();
            assertThat(without.start(MockCluster.definition("encrypted:k8s!s:far!k:kubeconfig"))
                            .failure())
                    .startsWith("kubeconfigContents (encrypted:) needs the secret engine k8s");
        }
    }

    @Test
    void outside_of_a_pod_it_says_so() throws IOException {
        try (var outside =
                new Rig(Rig.QUICK.withServiceAccount(folder).withSecretNamespaces(Set.of("agents")), Map.of())) {
            assertThat(outside.start(MockCluster.definition("encrypted:k8s!s:far!k:kubeconfig"))
                            .failure())
                    .isEqualTo(
                            "a reference to a Secret (k8s) works only for an agent that runs in a pod of the cluster");
        }
    }
}
