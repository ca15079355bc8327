package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import io.dynamicaccounts.s3.S3Connection;
import io.dynamicaccounts.s3.S3Object;
import io.dynamicaccounts.s3.S3Text;
import io.dynamicaccounts.sources.ClouddriverConfiguration;
import io.dynamicaccounts.sources.Placeholders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A configuration that is an object of S3, as moto answers for it. */
@Timeout(120)
class SourceObjectTest {

    private static final String BUCKET = "spinnaker-config";
    private static final String KEY = "eu/clouddriver local.yml";

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void is_read_again_when_it_has_changed() throws Exception {
        Tool.CLOUD.require();
        try (var cloud = Cloud.start();
                var http = HttpClient.newHttpClient()) {
            Map<String, String> environment = cloud.environment();
            URI endpoint = URI.create(Objects.requireNonNull(environment.get("AWS_ENDPOINT_URL")));
            URI bucket = endpoint.resolve("/" + BUCKET);
            URI object = endpoint.resolve("/" + BUCKET + "/eu/clouddriver%20local.yml");
            var source = new ClouddriverConfiguration(
                    new S3Text(new S3Object(BUCKET, KEY), connection(endpoint)), Placeholders.NONE, () -> now);
            put(http, bucket, """
                    <CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>""");
            assertThatThrownBy(source::all)
                    .isInstanceOf(Unreadable.class)
                    .hasMessageEndingWith("was answered 404: the object is not there");

            put(http, object, "kubernetes: {accounts: [{name: a, kubeconfigFile: /k}]}");
            assertThat(names(source)).containsExactly("a");
            assertThat(names(source)).as("not changed").containsExactly("a");
            put(http, object, "kubernetes: {accounts: [{name: a, kubeconfigFile: /k}, {name: b, kubeconfigFile: /k}]}");
            assertThat(names(source)).containsExactly("a", "b");
        }
    }

    private S3Connection connection(URI endpoint) {
        return new S3Connection(
                "eu-central-1",
                Optional.of(endpoint),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                Duration.ofSeconds(30),
                () -> Duration.ofDays(1),
                Duration.ofSeconds(60),
                () -> now);
    }

    /** Asks S3 each time. */
    private List<String> names(ClouddriverConfiguration source) {
        now = now.plusSeconds(60);
        return source.names().stream().map(AccountName::value).toList();
    }

    private static void put(HttpClient http, URI what, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(what)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/s3/aws4_request")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }
}
