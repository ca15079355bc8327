package io.dynamicaccounts.secrets.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.definition.SecretEngine;
import io.dynamicaccounts.functions.definition.SecretEngine.NotResolved;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsEnginesTest {

    private static final String CANARY = "canary-5b2e";
    private static final String REGION = "eu-central-1";
    private static final String OWN = StandInAws.ARN + "stack/tokens-AbCdEf";

    @RegisterExtension
    final CapturedLog log = CapturedLog.ofAll();

    private StandInAws aws;
    private AwsEngines engines;
    private Duration remaining = Duration.ofMinutes(1);

    @BeforeEach
    void begin() throws IOException {
        aws = new StandInAws();
        engines = new AwsEngines(Set.of(OWN), () -> remaining, Optional.of(aws.endpoint()));
    }

    @AfterEach
    void end() {
        engines.close();
        aws.close();
        assertThat(log.events()).noneMatch(line -> line.getFormattedMessage().contains(CANARY));
    }

    private SecretEngine engine(String name) {
        return engines.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String secret(String name) throws NotResolved {
        return engine("secrets-manager").read(Map.of("r", REGION, "s", name));
    }

    private String object(String bucket, String key) throws NotResolved {
        return engine("s3").read(Map.of("r", REGION, "b", bucket, "f", key));
    }

    private static void assertNotResolved(ThrowingCallable read, String reason) {
        assertThatThrownBy(read)
                .isInstanceOf(NotResolved.class)
                .hasMessageContaining(reason)
                .satisfies(e -> {
                    var trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("canary");
                });
    }

    @Test
    void a_secret_is_read_by_its_name_and_by_its_arn() throws NotResolved {
        aws.secret("clusters/a", CANARY);
        aws.secret("binary", "binary:" + CANARY);

        assertThat(secret("clusters/a")).isEqualTo(CANARY);
        assertThat(secret(StandInAws.ARN + "clusters/a-AbCdEf")).isEqualTo(CANARY);
        assertThat(secret("binary")).isEqualTo(CANARY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a | text", "n | 12", "t | true", "with.dot | d"})
    void a_key_of_a_json_secret_is_selected(String key, String value) throws NotResolved {
        String json = "{\"a\": \"text\", \"n\": 12, \"t\": true, \"with.dot\": \"d\", \"o\": {\"x\": 1}, \"z\": null}";

        assertThat(engine("secrets-manager").select(json, key)).isEqualTo(value);
    }

    @Test
    void what_has_no_text_under_a_key_is_told_without_the_secret() {
        SecretEngine manager = engine("secrets-manager");
        for (String key : new String[] {"none", "o", "z"}) {
            assertNotResolved(
                    () -> manager.select("{\"canary\": 1, \"o\": {\"x\": \"canary\"}, \"z\": null}", key),
                    "without a text under the key");
        }
        assertNotResolved(() -> manager.select("canary", "k"), "not a JSON object");
        assertNotResolved(() -> manager.select("[\"canary\"]", "k"), "without a text under the key");
    }

    @Test
    void an_object_is_read_and_a_text_of_its_yaml_is_selected() throws NotResolved {
        aws.object("kube-configs/eu/all.yml", ("prod:\n  config: " + CANARY + "\n  port: 6443\n").getBytes(UTF_8));

        String yaml = object("kube-configs", "eu/all.yml");

        assertThat(yaml).contains(CANARY);
        assertThat(engine("s3").select(yaml, "prod.config")).isEqualTo(CANARY);
        assertThat(engine("s3").select(yaml, "prod.port")).isEqualTo("6443");
        assertNotResolved(() -> engine("s3").select(yaml, "prod"), "no text under the keys");
        assertNotResolved(() -> engine("s3").select(yaml, "prod.config.more"), "no text under the keys");
        assertNotResolved(() -> engine("s3").select("a: [canary", "a"), "not YAML");
        assertNotResolved(() -> engine("s3").select("!!java.net.URL [\"http://canary\"]", "a"), "not YAML");
    }

    @Test
    void yaml_that_would_grow_without_bound_is_refused() {
        var bomb = new StringBuilder("a0: &a0 [canary, canary]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertNotResolved(() -> engine("s3").select(bomb.toString(), "x"), "not YAML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stack/tokens",
                StandInAws.ARN + "stack/tokens-AbCdEf",
                StandInAws.ARN + "stack/tokens",
            })
    void a_secret_of_the_control_plane_is_given_to_nobody_however_it_is_named(String name) {
        aws.secret("stack/tokens", CANARY);

        assertNotResolved(() -> secret(name), "a secret of the control plane itself");
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void a_secret_that_turns_out_to_be_the_control_plane_s_is_not_given() {
        aws.misbehave(exchange -> StandInAws.answer(
                exchange, 200, "{\"Name\": \"stack/tokens\", \"ARN\": \"" + OWN + "\", \"SecretString\": \"canary\"}"));

        assertNotResolved(() -> secret("another-name"), "a secret of the control plane itself");
    }

    @Test
    void a_copy_of_a_keyset_or_of_a_token_file_is_not_given_wherever_it_lies() {
        String keyset = "{\"primaryKeyId\": 1, \"key\": [{\"keyData\": {\"value\": \"canary\"}}]}";
        String tokens = "tokens:\n- name: canary\n  sha256: " + "0a".repeat(32);
        aws.secret("copy", keyset);
        aws.object("copies/tokens.yml", tokens.getBytes(UTF_8));

        assertNotResolved(() -> secret("copy"), "a secret of the control plane itself");
        assertNotResolved(() -> object("copies", "tokens.yml"), "a secret of the control plane itself");
        for (String digest : List.of("{\"tokens\":[{\"sha256\":\"%s\"}]}", "{tokens: [{sha256: %s}]}")) {
            aws.secret("copy", digest.formatted("0A".repeat(32)));
            assertNotResolved(() -> secret("copy"), "a secret of the control plane itself");
        }
    }

    @Test
    void a_kubeconfig_that_names_an_image_by_its_digest_is_no_token_file() throws NotResolved {
        String kubeconfig = "args: [run, tools@sha256:" + "0a".repeat(32) + "]";
        aws.secret("kubeconfig", kubeconfig);

        assertThat(secret("kubeconfig")).isEqualTo(kubeconfig);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "169.254.169.254",
                "169.254.169.254/latest/meta-data#",
                "eu-central-1.evil.example",
                "eu-central-1@evil.example",
                "eu-central-1/..",
                "localhost:7002/x?",
                "EU-CENTRAL-1",
                "eu-central-1\n",
                "[fd00:ec2::254]",
            })
    void a_region_that_would_lead_elsewhere_is_refused_before_anything_is_asked(String region) {
        for (SecretEngine engine : engines.all()) {
            assertNotResolved(
                    () -> engine.read(Map.of("r", region, "s", "a", "b", "bucket", "f", "file")), "must be a region");
        }
        assertThat(aws.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bucket | ../tokens | f: must be",
                "bucket | a/../b | f: must be",
                "bucket | '' | f: must be",
                "arn:aws:s3:us-east-1:123456789012:accesspoint/x | f | b: must be",
                "169.254.169.254/x | f | b: must be",
                "Bucket | f | b: must be",
                "b | f | b: must be",
            })
    void a_bucket_or_file_that_would_lead_elsewhere_is_refused(String bucket, String file, String reason) {
        assertNotResolved(() -> object(bucket, file), reason);
        assertThat(aws.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\"b",
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:x",
                "arn:aws:ssm:eu-central-1:123456789012:parameter/x",
            })
    void a_name_that_no_secret_has_is_refused(String name) {
        assertNotResolved(() -> secret(name), "s: must be");
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void what_is_missing_or_not_permitted_says_what_to_do() {
        assertNotResolved(() -> secret("canary-none"), "has no such secret");
        assertNotResolved(() -> object("bucket", "canary-none"), "has no such secret");
        aws.misbehave(exchange -> StandInAws.answer(
                exchange, 400, "{\"__type\": \"AccessDeniedException\", \"message\": \"canary may not\"}"));
        assertNotResolved(() -> secret("x"), "permit secretsmanager:GetSecretValue");
        aws.misbehave(exchange ->
                StandInAws.answer(exchange, 403, "<Error><Code>AccessDenied</Code><Message>canary</Message></Error>"));
        assertNotResolved(() -> object("bucket", "x"), "permit s3:GetObject");
        aws.misbehave(exchange -> StandInAws.answer(exchange, 418, "canary"));
        assertNotResolved(() -> secret("x"), "refused with status 418");
    }

    @Test
    void a_service_that_fails_or_throttles_is_tried_again_later() {
        aws.misbehave(exchange -> StandInAws.answer(exchange, 500, "canary"));
        assertNotResolved(() -> secret("x"), "throttles or failed; it is tried again");
        assertNotResolved(() -> object("bucket", "x"), "throttles or failed; it is tried again");
        aws.close();
        assertNotResolved(() -> secret("x"), "did not answer; it is tried again");
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        try (var elsewhere = new StandInAws()) {
            aws.misbehave(exchange -> {
                exchange.getResponseHeaders().set("Location", elsewhere.endpoint() + "/latest/meta-data/");
                StandInAws.answer(exchange, 307, "");
            });

            assertNotResolved(() -> secret("x"), "refused with status 307");
            assertNotResolved(() -> object("bucket", "x"), "refused with status 307");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void a_service_that_hangs_is_waited_for_as_long_as_there_is_time() {
        var never = new CountDownLatch(1);
        aws.misbehave(exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        remaining = Duration.ofMillis(300);
        Instant begin = Instant.now();

        assertNotResolved(() -> secret("x"), "did not answer");
        assertNotResolved(() -> object("bucket", "x"), "did not answer");

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
        never.countDown();
        remaining = Duration.ZERO;
        int asked = aws.requests().size();
        assertNotResolved(() -> secret("x"), "no time was left");
        assertThat(aws.requests()).hasSize(asked);
    }

    @Test
    void a_body_that_trickles_or_has_no_end_is_bounded() {
        aws.object("bucket/large", new byte[AwsRead.MOST_BYTES + 1]);
        assertNotResolved(() -> object("bucket", "large"), "larger than 256 KiB");

        aws.misbehave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] some = new byte[64 * 1024];
            while (true) {
                exchange.getResponseBody().write(some);
            }
        });
        assertNotResolved(() -> object("bucket", "endless"), "larger than 256 KiB");

        aws.misbehave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        remaining = Duration.ofMillis(500);
        assertNotResolved(() -> object("bucket", "trickling"), "did not answer");
    }

    @Test
    void what_is_no_text_is_refused() {
        aws.object("bucket/binary", new byte[] {(byte) 0xc3, 0x28});

        assertNotResolved(() -> object("bucket", "binary"), "not a text");
    }

    @Test
    void a_read_is_one_request() throws NotResolved {
        aws.secret("a", CANARY);
        aws.object("bucket/a", CANARY.getBytes(UTF_8));

        secret("a");
        object("bucket", "a");

        assertThat(aws.requests()).hasSize(2);
    }
}
