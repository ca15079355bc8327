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

/** How the database is reached. */
final class Clients {

    /** With pauses in between that grow; together they end with the time that a call has. */
    private static final int ATTEMPTS = 4;

    private static final Duration TO_CONNECT = Duration.ofSeconds(1);

    /**
     * The service answers within hundredths of a second: who hears nothing for so long asks again. Not sooner: a write that is asked
     * for again must not be still on its way, to take effect a second time after another's.
     */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** Who waits for a connection waits until the time of the call is over, which ends it anyway. */
    private static final Duration TO_GET_A_CONNECTION = Duration.ofMinutes(1);

    /** As many as a batch of writes has under way, and those of other callers. */
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

    /** The connections, on which a request that hears nothing for so long is given up. */
    static SdkHttpClient.Builder<?> http(Duration silence) {
        return Apache5HttpClient.builder()
                .connectionTimeout(TO_CONNECT)
                .socketTimeout(silence)
                .connectionAcquisitionTimeout(TO_GET_A_CONNECTION)
                .maxConnections(CONNECTIONS);
    }

    /** What is not the service itself asks for no region; and on plain HTTP, which the service does not speak, for no credentials. */
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
