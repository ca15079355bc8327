package io.dynamicaccounts.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Creates the clients of the database. */
final class Clients {

    /** The attempts of a request, with growing pauses in between, within the time that a call has. */
    private static final int ATTEMPTS = 4;

    private static final Duration TO_CONNECT = Duration.ofSeconds(1);

    /**
     * How long an attempt waits for an answer, which usually takes hundredths of a second. Not shorter: a write that
     * is repeated must not still be under way and take effect a second time after the write of another.
     */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** How long a request waits for a connection: longer than the time of a call, which ends the wait in any case. */
    private static final Duration TO_GET_A_CONNECTION = Duration.ofMinutes(1);

    /** The connections of a batch of writes and of other callers. */
    private static final int CONNECTIONS = 128;

    private Clients() {}

    static DynamoDbClientBuilder of(DynamoDbSettings settings) {
        return of(settings, http(SILENCE));
    }

    static DynamoDbClientBuilder of(DynamoDbSettings settings, SdkHttpClient.Builder<?> http) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .httpClientBuilder(http)
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        settings.endpoint().ifPresent(endpoint -> at(endpoint, builder));
        return builder;
    }

    /** Returns the HTTP client, which ends an attempt without an answer after this time. */
    static SdkHttpClient.Builder<?> http(Duration silence) {
        return Apache5HttpClient.builder()
                .connectionTimeout(TO_CONNECT)
                .socketTimeout(silence)
                .connectionAcquisitionTimeout(TO_GET_A_CONNECTION)
                .maxConnections(CONNECTIONS);
    }

    /**
     * Sets an endpoint other than the service, which needs no region, and over plain HTTP, which the service does not
     * speak, no credentials.
     */
    private static void at(URI endpoint, DynamoDbClientBuilder builder) {
        builder.endpointOverride(endpoint);
        if (given(SdkSystemSetting.AWS_REGION).isEmpty()) {
            builder.region(Region.US_EAST_1);
        }
        if (endpoint.getScheme().equals("http")
                && given(SdkSystemSetting.AWS_ACCESS_KEY_ID).isEmpty()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
        }
    }

    private static Optional<String> given(SdkSystemSetting setting) {
        return setting.getStringValue();
    }
}
