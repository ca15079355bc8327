package io.dynamicaccounts.functions.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StartHintTest {

    private static final StartHint HINTS = new StartHint(
            AllowedReferences.read("eu=secrets-manager!r:eu-central-1!s:clusters/*, us=s3!r:us-east-1!b:b!f:f"));

    private static Optional<String> hint(String field, Object value) {
        return HINTS.of(
                new Definition(Map.of("name", "a", field, value)), Optional.of("/k"), Optional.of(new ZoneId("eu")));
    }

    static Stream<Map.Entry<String, Object>> unresolved() {
        return Stream.of(
                Map.entry("context", "${CONTEXT}"),
                Map.entry("namespaces", "${NAMESPACES}"),
                Map.entry("omitNamespaces", List.of("a", "${NAMESPACE:b}")));
    }

    @ParameterizedTest
    @MethodSource("unresolved")
    void a_placeholder_that_agents_would_need_is_told_with_the_way_out(Map.Entry<String, Object> field) {
        assertThat(hint(field.getKey(), field.getValue()))
                .contains(field.getKey() + " holds a placeholder, which agents do not fill in: write its value, or let"
                        + " dynamic-accounts.sources.placeholders list its name and migrate the account again");
    }

    @Test
    void contents_that_are_a_placeholder_are_told_and_those_that_hold_one_are_not() {
        assertThat(HINTS.of(
                        new Definition(Map.of("name", "a", "kubeconfigContents", "${CONTENTS}")),
                        Optional.empty(),
                        Optional.empty()))
                .hasValueSatisfying(hint -> assertThat(hint).startsWith("kubeconfigContents holds a placeholder"));
        assertThat(HINTS.of(
                        new Definition(Map.of("name", "a", "kubeconfigContents", "apiVersion: v1 # ${X}")),
                        Optional.empty(),
                        Optional.empty()))
                .isEmpty();
    }

    @Test
    void placeholders_in_options_that_agents_do_not_use_are_not_told() {
        assertThat(hint("permissions", "${PERMISSIONS}")).isEmpty();
        assertThat(hint("cacheThreads", "${THREADS:1}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "encrypted:secrets-manager!r:eu-central-1!s:clusters/a!k:x |",
                "encryptedFile:secrets-manager!r:eu-central-1!s:clusters/a |",
                "encryptedFile:s3!r:us-east-1!b:b!f:f | (encryptedFile:) to s3, which dynamic-accounts.references.allowed does not permit: permit it there, or",
                "encrypted:secrets-manager!r:eu-central-1!s:other | (encrypted:) to secrets-manager, which dynamic-accounts.references.allowed does not permit: permit it there, or",
                "encrypted:k8s!s:canary!k:x | (encrypted:) to k8s, which only agents resolve that have this secret engine: start agents of its zone with it (--secrets-from NAMESPACE), or",
                "secret://vault?e=canary | (secret:) to vault, which only agents resolve that have this secret engine: start agents of its zone with it, or",
                "secret://secrets-manager?r=canary | (secret:) to secrets-manager, which only agents resolve that have this secret engine: start agents of its zone with it, or",
            })
    void a_reference_is_told_with_the_way_out_unless_it_is_resolved(String reference, String told) {
        assertThat(hint("kubeconfigFile", reference))
                .as("a given file comes first")
                .isEmpty();
        assertThat(hint("apiToken", reference))
                .isEqualTo(Optional.ofNullable(told)
                        .map(text -> "apiToken holds a reference " + text + " write its value, or leave it out"));
        assertThat(HINTS.of(
                        new Definition(Map.of("name", "a", "kubeconfigFile", reference)),
                        Optional.empty(),
                        Optional.of(new ZoneId("eu"))))
                .isEqualTo(Optional.ofNullable(told)
                        .map(text -> "kubeconfigFile is a reference " + text
                                + " give an absolute path on the agents' machines, or start agents with"
                                + " --kubeconfig-root FROM=DIRECTORY"));
    }

    @Test
    void while_the_zone_is_not_known_what_any_zone_may_have_is_not_told() {
        for (String reference : List.of(
                "encryptedFile:s3!r:us-east-1!b:b!f:f", "encryptedFile:secrets-manager!r:eu-central-1!s:clusters/a")) {
            assertThat(HINTS.of(
                            new Definition(Map.of("name", "a", "kubeconfigContents", reference)),
                            Optional.empty(),
                            Optional.empty()))
                    .isEmpty();
        }
    }

    @Test
    void a_reference_in_a_field_that_is_no_secret_is_told() {
        assertThat(hint("namespaces", List.of("encrypted:secrets-manager!r:eu-central-1!s:clusters/a")))
                .contains(
                        "namespaces holds a reference (encrypted:), which is resolved in secret fields only: write its"
                                + " value");
    }
}
