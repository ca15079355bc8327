package io.dynamicaccounts.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import io.dynamicaccounts.sources.ClouddriverConfiguration;
import io.dynamicaccounts.sources.Placeholders;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A Clouddriver configuration that is an object of S3, for which a server of the test stands in. */
@Timeout(60)
class S3TextTest {

    private static final String CANARY = "canary-71c3";
    private static final S3Object OBJECT = new S3Object("spinnaker-config", "eu/clouddriver local.yml");
    private static final String PATH = "/spinnaker-config/eu/clouddriver local.yml";
    private static final Duration REFRESH = Duration.ofSeconds(60);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private StandInS3 s3;
    private ClouddriverConfiguration source;

    @BeforeEach
    void start() throws IOException {
        s3 = new StandInS3();
        source = source(connection(s3.endpoint(), Duration.ofSeconds(5), Duration.ofDays(1)));
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private S3Connection connection(URI endpoint, Duration request, Duration most) {
        return new S3Connection(
                "eu-central-1",
                Optional.of(endpoint),
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDEXAMPLE", CANARY, "a-session")),
                request,
                () -> most,
                REFRESH,
                () -> now);
    }

    private ClouddriverConfiguration source(S3Connection connection) {
        return new ClouddriverConfiguration(new S3Text(OBJECT, connection), Placeholders.NONE, () -> now);
    }

    private void has(String... names) {
        String accounts = String.join(
                ", ",
                List.of(names).stream()
                        .map(name -> "{name: " + name + ", kubeconfigFile: /k, password: " + CANARY + "}")
                        .toList());
        s3.put(PATH, "kubernetes: {accounts: [" + accounts + "]}");
    }

    private List<String> names() {
        return source.names().stream().map(AccountName::value).toList();
    }

    private static String error(ClouddriverConfiguration source) {
        try {
            source.all();
        } catch (Unreadable e) {
            assertThat(e.getMessage()).doesNotContain(CANARY);
            return e.getMessage();
        }
        throw new AssertionError("it was read");
    }

    @Test
    void has_the_accounts_of_the_object() {
        has("a", "b");

        assertThat(names()).containsExactly("a", "b");
        assertThat(source.where()).isEqualTo("s3://spinnaker-config/eu/clouddriver local.yml");
        assertThat(source.state().read()).contains(now);
        assertThat(s3.requests()).containsExactly("/spinnaker-config/eu/clouddriver%20local.yml");
    }

    @Test
    void is_asked_once_in_a_while_and_sent_only_when_it_changed() {
        has("a");
        names();
        now = now.plus(REFRESH).minusMillis(1);
        assertThat(names()).containsExactly("a");
        assertThat(s3.requests()).as("before the time is over").hasSize(1);

        now = now.plusMillis(1);
        assertThat(names()).containsExactly("a");
        assertThat(s3.requests()).hasSize(2).last().asString().contains(" unless \"");

        has("a", "b");
        now = now.plus(REFRESH);
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void that_cannot_be_read_now_never_has_the_accounts_of_before_and_comes_back() {
        has("a");
        names();
        s3.behave(exchange -> exchange.sendResponseHeaders(503, -1));
        now = now.plus(REFRESH);
        assertThat(error(source)).endsWith("was answered 503: S3 asks to be asked less often");
        assertThat(error(source)).contains("503");
        assertThat(s3.requests()).as("a failure is kept").hasSize(2);

        s3.behaveWell();
        now = now.plusSeconds(10);
        assertThat(names()).containsExactly("a");
        assertThat(s3.requests())
                .last()
                .asString()
                .as("what was read is still known")
                .contains(" unless \"");
    }

    @ParameterizedTest
    @CsvSource({
        "301, another region",
        "307, no redirect is followed",
        "403, s3:GetObject",
        "404, the object is not there",
        "500, was answered 500",
        "304, was answered 304",
    })
    void what_is_answered_instead_is_explained_and_no_redirect_followed(int status, String why) {
        s3.behave(exchange -> {
            exchange.getResponseHeaders().set("Location", s3.endpoint() + PATH.replace(" ", "%20"));
            byte[] body = ("<Error>" + CANARY + "</Error>").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        });

        assertThat(error(source))
                .startsWith("s3://spinnaker-config/eu/clouddriver local.yml ")
                .contains(why);
        assertThat(s3.requests()).hasSize(1);
    }

    @Test
    void that_hangs_is_not_waited_for() {
        s3.behave(exchange -> Thread.sleep(20_000));
        long begun = System.nanoTime();

        assertThat(error(source(connection(s3.endpoint(), Duration.ofMillis(300), Duration.ofDays(1)))))
                .contains("was not sent completely within");
        assertThat(error(source(connection(s3.endpoint(), Duration.ofDays(1), Duration.ofMillis(300)))))
                .contains("was not sent completely within");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void is_not_asked_when_no_time_is_left() {
        assertThat(error(source(connection(s3.endpoint(), REFRESH, Duration.ZERO))))
                .contains("no time is left");
        assertThat(s3.requests()).isEmpty();
    }

    @Test
    void that_is_endless_is_bounded() {
        s3.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[1024 * 1024];
            for (int i = 0; i < 70; i++) {
                exchange.getResponseBody().write(part);
            }
        });

        assertThat(error(source(connection(s3.endpoint(), Duration.ofSeconds(30), Duration.ofDays(1)))))
                .contains("more than 64 MiB");
    }

    @Test
    void that_is_no_yaml_is_told_without_a_word_of_it() {
        s3.put(PATH, "kubernetes: [" + CANARY);

        assertThat(error(source)).contains("is not YAML");
    }

    @Test
    void a_metadata_address_is_not_asked() {
        assertThat(error(source(
                        connection(URI.create("http://169.254.169.254"), Duration.ofSeconds(5), Duration.ofDays(1)))))
                .contains("link-local address");
    }

    @Test
    void a_request_is_signed_with_the_session_of_the_credentials() {
        has("a");
        names();

        assertThat(s3.lastHeaders().getFirst("Authorization"))
                .startsWith(
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-central-1/s3/aws4_request, SignedHeaders=host;")
                .doesNotContain(CANARY);
        assertThat(s3.lastHeaders().getFirst("x-amz-security-token")).isEqualTo("a-session");
        assertThat(s3.lastHeaders()).containsKey("x-amz-content-sha256");
    }

    /** Computed with botocore's S3SigV4Auth for the same request. */
    @Test
    void the_signature_is_that_of_another_implementation() {
        var request = SignedRequest.get(
                URI.create("https://examplebucket.s3.us-east-1.amazonaws.com/eu/clouddriver%20local%2A~.yml"),
                "us-east-1",
                AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                Optional.empty(),
                Duration.ofSeconds(5),
                Instant.parse("2013-05-24T00:00:00Z"));

        assertThat(request.headers().firstValue("Authorization"))
                .hasValueSatisfying(header -> assertThat(header)
                        .endsWith("Signature=a386c81d50d41209498400aba5d8c785ac8dd8851c6f834c45c1b7c196c60943"));
    }

    @Test
    void without_credentials_nothing_is_asked() {
        var connection = new S3Connection(
                "eu-central-1",
                Optional.of(s3.endpoint()),
                () -> {
                    throw software.amazon.awssdk.core.exception.SdkClientException.create("looked into " + CANARY);
                },
                REFRESH,
                () -> REFRESH,
                REFRESH,
                () -> now);

        assertThatThrownBy(() -> source(connection).all())
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("there are no AWS credentials")
                .hasMessageNotContaining(CANARY);
        assertThat(s3.requests()).isEmpty();
    }
}
