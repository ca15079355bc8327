package io.dynamicaccounts.secrets.engine;

import io.dynamicaccounts.functions.definition.SecretEngine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The engines {@code secrets-manager} and {@code s3}, with the credentials of this process. They connect to a region
 * when a reference first needs it, and not before. Safe for use by any number of threads.
 */
public final class AwsEngines implements AutoCloseable {

    /** The longest that one read may take, with all of its attempts. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DeferredEngine secretsManager;
    private final DeferredEngine s3;

    /**
     * Creates the engines, without connecting.
     *
     * @param own the names or ARNs of secrets that this control plane itself uses, which no reference may name
     * @param remaining how long a call may take from now, asked before each call
     */
    public AwsEngines(Set<String> own, Supplier<Duration> remaining) {
        this(own, remaining, Optional.empty());
    }

    /** Creates the engines with an endpoint in the place of the services. */
    AwsEngines(Set<String> own, Supplier<Duration> remaining, Optional<URI> endpoint) {
        Supplier<Duration> patience = () -> {
            Duration left = remaining.get();
            return left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
        };
        this.secretsManager = new DeferredEngine(
                "secrets-manager", () -> new SecretsManagerEngine(new OwnSecrets(own), patience, endpoint));
        this.s3 = new DeferredEngine("s3", () -> new S3Engine(patience, endpoint));
    }

    /** Returns the engines. */
    public List<SecretEngine> all() {
        return List.of(secretsManager, s3);
    }

    @Override
    public void close() {
        secretsManager.close();
        s3.close();
    }
}
