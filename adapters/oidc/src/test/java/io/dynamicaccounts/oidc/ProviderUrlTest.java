package io.dynamicaccounts.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs keys are read from. */
class ProviderUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.org",
                "https://id.example.org:8443/realms/a?b=c",
                "https://10.0.0.1/",
                "http://127.0.0.1:8080/x",
                "http://[::1]:8080",
                "http://localhost"
            })
    void https_and_this_machine_are_asked(String url) {
        assertThat(ProviderUrl.of(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.org",
                "http://10.0.0.1",
                "http://169.254.169.254/latest/meta-data/",
                "https://169.254.169.254/",
                "https://169.254.170.2/v2/credentials",
                "https://[fe80::1]/",
                "https://[fd00:ec2::254]/",
                "https://metadata.google.internal/",
                "http://localhost.example.org",
                "https://2852039166/latest",
                "http://127.0.0.1.example.org",
                "https://secret:secret@id.example.org",
                "https://id.example.org/#x",
                "file:///etc/secret",
                "https:///path",
                "secret",
                "https://id example.org/secret"
            })
    void anything_else_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> ProviderUrl.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must ")
                .hasMessageNotContaining("secret");
    }
}
