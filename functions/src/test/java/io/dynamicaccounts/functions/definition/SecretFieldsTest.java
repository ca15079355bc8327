package io.dynamicaccounts.functions.definition;

import static io.dynamicaccounts.functions.definition.SecretFields.MASK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFieldsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubeconfigContents",
                "password",
                "clientPassword",
                "secret",
                "secretName",
                "accessToken",
                "tokenFile",
                "credentials",
                "key",
                "clientKeyData",
                "someKeyNobodyKnows"
            })
    void a_name_with_a_secret_word_is_secret_known_or_not(String field) {
        assertThat(SecretFields.isSecret(field)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KUBECONFIGCONTENTS",
                "kubeconfig-contents",
                "kubeconfig_contents",
                "PassWord",
                "pass-word",
                "API_KEY"
            })
    void no_spelling_that_spring_would_bind_escapes(String field) {
        assertThat(SecretFields.isSecret(field)).isTrue();
    }

    /** Checks every option of Clouddriver's Kubernetes accounts and of an agent's, current and retired. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "type",
                "environment",
                "accountType",
                "context",
                "cluster",
                "user",
                "userAgent",
                "caCertFile",
                "oAuthServiceAccount",
                "oAuthScopes",
                "kubeconfigFile",
                "kubeconfigAgent",
                "kubectlExecutable",
                "kubectlRequestTimeoutSeconds",
                "serviceAccount",
                "serviceAccountName",
                "namespaces",
                "omitNamespaces",
                "onlyNamespacedResources",
                "skin",
                "cacheThreads",
                "cacheIntervalSeconds",
                "cacheAllApplicationRelationships",
                "kinds",
                "omitKinds",
                "customResources",
                "customResourceDefinitions",
                "cachingPolicies",
                "checkPermissionsOnStartup",
                "onlySpinnakerManaged",
                "rawResourcesEndpointConfig",
                "kindExpressions",
                "omitKindExpressions",
                "kubernetesKind",
                "spinnakerKind",
                "deployPriority",
                "versioned",
                "namespaced",
                "maxEntriesPerAgent",
                "permissions",
                "READ",
                "WRITE",
                "requiredGroupMembership",
                "challengeDestructiveActions",
                "primaryAccount",
                "enabled",
                "debug",
                "metrics",
                "namingStrategy",
                "liveManifestCalls",
                "providerVersion",
                "dockerRegistries",
                "accountName",
                "configureImagePullSecrets",
                "configure-image-pull-secrets",
                "insecure",
                "noProxy",
                "maxResumableResourceAgeMs",
                "skipManifestDefaults",
                "skipServerSideApply",
                "zoneId"
            })
    void every_other_option_of_a_kubernetes_account_stays_readable(String field) {
        assertThat(SecretFields.isSecret(field)).isFalse();
    }

    @Test
    void a_secret_is_masked_at_any_depth_and_whatever_its_type() {
        Map<String, Object> shown = SecretFields.masked(Map.of(
                "name",
                "prod",
                "kubeconfigContents",
                "apiVersion: v1",
                "sshKey",
                42,
                "credentials",
                Map.of("user", "bob"),
                "users",
                List.of(Map.of("name", "a", "token", "t")),
                "configureImagePullSecrets",
                true));

        assertThat(shown)
                .isEqualTo(Map.of(
                        "name",
                        "prod",
                        "kubeconfigContents",
                        MASK,
                        "sshKey",
                        MASK,
                        "credentials",
                        MASK,
                        "users",
                        List.of(Map.of("name", "a", "token", MASK)),
                        "configureImagePullSecrets",
                        true));
    }

    @Test
    void null_is_no_secret_and_the_order_of_fields_is_kept() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("zoneId", "z");
        fields.put("token", null);
        fields.put("name", "a");
        fields.put("kinds", Arrays.asList("pod", null));

        assertThat(SecretFields.masked(fields)).isEqualTo(fields);
        assertThat(SecretFields.masked(fields).keySet()).containsExactly("zoneId", "token", "name", "kinds");
    }

    @Test
    void the_original_is_left_as_it_was() {
        var inner = new LinkedHashMap<String, Object>(Map.of("token", "t"));
        var fields = new LinkedHashMap<String, Object>(Map.of("list", new ArrayList<>(List.of(inner))));

        SecretFields.masked(fields);

        assertThat(inner).containsEntry("token", "t");
    }

    @Test
    void a_secret_is_given_with_its_json_pointer() {
        var seen = new LinkedHashMap<String, Object>();

        SecretFields.replaced(Map.of("a/b~c", List.of("x", Map.of("key", 1))), seen::put);

        assertThat(seen).isEqualTo(Map.of("/a~1b~0c/1/key", 1));
    }

    @Test
    void nothing_within_a_secret_is_given_again() {
        var seen = new LinkedHashMap<String, Object>();

        SecretFields.replaced(Map.of("secrets", Map.of("token", 1)), seen::put);

        assertThat(seen).isEqualTo(Map.of("/secrets", Map.of("token", 1)));
    }

    @Test
    void masks_are_found_at_every_place() {
        assertThat(SecretFields.masks(definition("name", "a", "token", "t"))).isEmpty();
        assertThat(SecretFields.masks(definition(
                        "token",
                        MASK,
                        "environment",
                        MASK,
                        "credentials",
                        Map.of("password", MASK),
                        "l",
                        List.of(MASK))))
                .containsExactlyInAnyOrder("/token", "/environment", "/credentials/password", "/l/0");
    }

    @Test
    void filling_the_masks_undoes_masking() {
        Map<String, Object> fields = Map.of("name", "a", "token", "t", "users", List.of(Map.of("key", List.of(1, 2))));
        var secrets = new LinkedHashMap<String, Object>();
        SecretFields.replaced(fields, secrets::put);

        assertThat(SecretFields.filled(SecretFields.masked(fields), secrets::get))
                .isEqualTo(fields);
    }

    private static Definition definition(Object... fields) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < fields.length; i += 2) {
            map.put((String) fields[i], fields[i + 1]);
        }
        return new Definition(map);
    }
}
