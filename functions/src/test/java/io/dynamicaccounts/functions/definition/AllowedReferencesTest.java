package io.dynamicaccounts.functions.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.account.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedReferencesTest {

    private static final AllowedReferences ALLOWED = AllowedReferences.read(
            "eu=secrets-manager!r:eu-central-1!s:clusters/eu/*, *=s3!r:us-east-1!b:shared!f:kubeconfigs/all.yml,"
                    + " us=secrets-manager!r:us-east-1!s:one");

    private static SecretReference reference(String text) {
        return SecretReference.of(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "eu, encrypted:secrets-manager!r:eu-central-1!s:clusters/eu/a!k:kubeconfig",
        "eu, encryptedFile:secrets-manager!s:clusters/eu/!r:eu-central-1",
        "eu, encrypted:s3!r:us-east-1!b:shared!f:kubeconfigs/all.yml!k:a.b",
        "other, encrypted:s3!r:us-east-1!b:shared!f:kubeconfigs/all.yml!k:a.b",
        "us, encryptedFile:secrets-manager!r:us-east-1!s:one",
    })
    void what_an_entry_names_is_permitted(String zone, String text) {
        assertThat(ALLOWED.permits(new ZoneId(zone), reference(text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // of another zone, region, name, engine
        "us, encrypted:secrets-manager!r:eu-central-1!s:clusters/eu/a",
        "eu, encrypted:secrets-manager!r:us-east-1!s:clusters/eu/a",
        "eu, encrypted:secrets-manager!r:eu-central-1!s:clusters/us/a",
        "eu, encrypted:secrets-manager!r:eu-central-1!s:Clusters/eu/a",
        "us, encrypted:secrets-manager!r:us-east-1!s:one-more",
        "eu, encrypted:s3!r:us-east-1!b:shared!f:kubeconfigs/all.yml.bak",
        "eu, encrypted:s3!r:us-east-1!b:shared-2!f:kubeconfigs/all.yml",
        "eu, encrypted:gcs!r:us-east-1!b:shared!f:kubeconfigs/all.yml",
        // with less or more than an entry says
        "eu, encrypted:secrets-manager!s:clusters/eu/a",
        "eu, encrypted:secrets-manager!r:eu-central-1",
        "eu, encrypted:secrets-manager!r:!s:",
        "eu, encrypted:secrets-manager!r:eu-central-1!s:clusters/eu/a!endpoint:http://169.254.169.254",
        "eu, encrypted:secrets-manager",
        // the last of two counts, here as for the engine
        "eu, encrypted:secrets-manager!r:eu-central-1!s:clusters/eu/a!s:tokens",
    })
    void nothing_else_is(String zone, String text) {
        assertThat(ALLOWED.permits(new ZoneId(zone), reference(text))).isFalse();
    }

    @Test
    void by_default_nothing_is_permitted() {
        assertThat(AllowedReferences.read("").permits(new ZoneId("eu"), reference("encrypted:s3!r:r!b:b!f:f")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secrets-manager!r:eu-central-1!s:a",
                "=secrets-manager!r:eu-central-1!s:a",
                "no zone=secrets-manager!r:eu-central-1!s:a",
                "eu=secrets-manager",
                "eu=secrets-manager!r:eu-central-1",
                "eu=secrets-manager!r:*!s:a",
                "eu=secrets-manager!r:eu-central-1!s:a*b",
                "eu=secrets-manager!r:eu-central-1!s:a**",
                "eu=secrets-manager!r:eu-central-1!s:a!k:b",
                "eu=secrets-manager!r:!s:a",
                "eu=k8s!s:a!k:b",
                "eu=*",
                "*",
            })
    void an_entry_that_could_be_misread_is_refused_and_the_form_is_told(String text) {
        assertThatThrownBy(() -> AllowedReferences.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be entries separated by commas, each ZONE=s3!r:…!b:…!f:… or"
                        + " ZONE=secrets-manager!r:…!s:…; ZONE may be *, and the last parameter may end with *");
    }
}
