package io.dynamicaccounts.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SecretFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RealWorldFilesTest {

    @Test
    void the_example_has_the_accounts_that_its_readers_see() {
        var example = new ClouddriverConfiguration(root().resolve("examples/clouddriver-local.yml"));

        assertThat(example.problems()).isEmpty();
        assertThat(names(
                        example,
                        "shop-dev",
                        "shop-qa",
                        "shop-prod-eu",
                        "shop-prod-us",
                        "payments-staging",
                        "payments-prod",
                        "edge-berlin",
                        "edge-lisbon",
                        "edge-oslo",
                        "sandbox",
                        "legacy-monolith",
                        "analytics"))
                .hasSize(12);
        assertThat(names(example, "shop-ec2", "shop-registry")).isEmpty();
        assertThat(fields(example, "shop-prod-eu"))
                .containsEntry("onlySpinnakerManaged", true)
                .containsEntry("omitKinds", List.of("podPreset"))
                .containsEntry(
                        "kubeconfigFile", "encryptedFile:s3!r:eu-central-1!b:spinnaker-kubeconfigs!f:shop-prod-eu.yml");
        assertThat(fields(example, "edge-berlin")).containsEntry("serviceAccount", true);
        assertThat(fields(example, "legacy-monolith")).containsEntry("kubeconfigFile", "${user.home}/.kube/legacy");
        assertThat(SecretFields.masked(fields(example, "sandbox")))
                .containsEntry("kubeconfigContents", SecretFields.MASK);
    }

    @Test
    void a_file_of_deploy_targets() {
        var source = realWorld("clouddriver-local-deploy-targets.yml");

        assertThat(source.problems()).isEmpty();
        assertThat(names(source, "deploy-apple", "deploy-prod", "deploy-dev", "deploy-qa", "deploy-none"))
                .hasSize(4);
        assertThat(fields(source, "deploy-apple"))
                .containsEntry("providerVersion", "v2")
                .containsEntry("kubeconfigFile", "configserver:kubeCfg_apple-cluster")
                .containsEntry("serviceAccount", false)
                .containsEntry("cacheThreads", 1)
                .containsEntry("namespaces", List.of("appleisd"))
                .containsEntry("permissions", Map.of());
    }

    @Test
    void a_file_of_mixed_providers() {
        var source = realWorld("clouddriver-local-mixed-providers.yml");

        assertThat(source.problems()).isEmpty();
        assertThat(names(source, "k8stest1", "k8stest2", "my-aws-ec2-account", "my-ecs-account"))
                .containsExactly("k8stest1", "k8stest2");
        assertThat(SecretFields.masked(fields(source, "k8stest1"))).isEqualTo(fields(source, "k8stest1"));
    }

    /**
     * Reads a file of a real installation from the folder ../shared/data beside the repository. Without the file the
     * test is skipped.
     */
    private static ClouddriverConfiguration realWorld(String file) {
        Path path = root().resolve("../shared/data").resolve(file);
        assumeTrue(Files.exists(path), () -> "there is no " + path);
        return new ClouddriverConfiguration(path);
    }

    /** Returns the folder of the reactor, from whatever folder the test was started. */
    private static Path root() {
        Optional<Path> root = Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("adapters/sources")))
                .findFirst();
        return root.orElseThrow();
    }

    private static List<String> names(ClouddriverConfiguration source, String... names) {
        return source.find(Stream.of(names).map(AccountName::new).toList()).keySet().stream()
                .map(AccountName::value)
                .toList();
    }

    private static Map<String, Object> fields(ClouddriverConfiguration source, String name) {
        Map<AccountName, Definition> found = source.find(List.of(new AccountName(name)));
        return found.values().iterator().next().fields();
    }
}
