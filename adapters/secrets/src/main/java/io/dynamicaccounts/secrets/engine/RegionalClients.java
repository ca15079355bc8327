package io.dynamicaccounts.secrets.engine;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of one service, one for each region, over one HTTP client. Each is created when its region is first
 * needed.
 */
final class RegionalClients<C extends SdkAutoCloseable> implements AutoCloseable {

    private static final Duration TO_CONNECT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** As many as definitions are resolved at a time. */
    private static final int CONNECTIONS = 64;

    private final BiFunction<String, SdkHttpClient, C> create;
    private final Map<String, C> clients = new HashMap<>();
    private @Nullable SdkHttpClient http;

    private RegionalClients(BiFunction<String, SdkHttpClient, C> create) {
        this.create = create;
    }

    /**
     * Returns the clients of a service.
     *
     * @param endpoint what stands in for the service, which asks for no credentials; empty for the service
     */
    static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkAutoCloseable>
            RegionalClients<C> of(Supplier<B> builder, Optional<URI> endpoint) {
        return new RegionalClients<>((region, http) -> {
            B client = builder.get().region(Region.of(region)).httpClient(http);
            endpoint.ifPresent(address -> client.endpointOverride(address).credentialsProvider(standIn()));
            return client.build();
        });
    }

    private static AwsCredentialsProvider standIn() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("stand-in", "stand-in"));
    }

    /** Returns the client of a region. */
    synchronized C in(String region) {
        SdkHttpClient shared = http;
        if (shared == null) {
            shared = Apache5HttpClient.builder()
                    .connectionTimeout(TO_CONNECT)
                    .socketTimeout(SILENCE)
                    .maxConnections(CONNECTIONS)
                    .build();
            http = shared;
        }
        SdkHttpClient used = shared;
        return clients.computeIfAbsent(region, name -> create.apply(name, used));
    }

    @Override
    public synchronized void close() {
        SdkHttpClient shared = http;
        if (shared == null) {
            // Nothing was ever read, and of the SDK nothing is loaded.
            return;
        }
        clients.values().forEach(SdkAutoCloseable::close);
        clients.clear();
        shared.close();
    }
}
