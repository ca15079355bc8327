package io.dynamicaccounts.secrets.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
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

    RegionalClients(BiFunction<String, SdkHttpClient, C> create) {
        this.create = create;
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

    /** Returns credentials for an endpoint in the place of a service, which asks for none. */
    static AwsCredentialsProvider standIn() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("stand-in", "stand-in"));
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
