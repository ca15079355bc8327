package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.kubernetes.ClusterAccess.KeyPair;
import io.dynamicaccounts.agent.kubernetes.ClusterAccess.Password;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates the clients of all clusters on one set of event loops, one name resolver and one JSON mapper: each client
 * costs connections and a TLS configuration, and no thread.
 */
final class ClusterClients implements AutoCloseable {

    /** Enough for a list beside the watch of a cluster. */
    private static final int CONNECTIONS = 2;

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8))
            .setUseDaemonThread(true)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Executor callbacks;
    private final Duration timeout;

    /**
     * Creates the shared parts of all clients.
     *
     * @param callbacks runs the handlers of watch events, so that they block no event loop
     * @param timeout the timeout of connections, handshakes and requests
     */
    ClusterClients(Executor callbacks, Duration timeout) {
        this.callbacks = callbacks;
        this.timeout = timeout;
    }

    KubernetesClient client(ClusterAccess access, ServerTrust trust, Supplier<@Nullable String> token)
            throws CannotConnect {
        try {
            return new KubernetesClientBuilder()
                    .withConfig(config(access, token))
                    .withKubernetesSerialization(serialization)
                    .withHttpClientFactory(new Factory(vertx, trust, timeout))
                    .withTaskExecutor(callbacks)
                    .build();
        } catch (RuntimeException mayQuoteKeys) {
            throw new CannotConnect("the kubeconfig's client certificate or key cannot be used");
        }
    }

    private Config config(ClusterAccess access, Supplier<@Nullable String> token) {
        int millis = Math.toIntExact(timeout.toMillis());
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(access.server().toString())
                .withConnectionTimeout(millis)
                .withRequestTimeout(millis)
                // The agent itself decides how long to retry: the client reports the end of a watch at once.
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectLimit(0);
        KeyPair pair = access.login().certificate();
        if (pair != null) {
            String key = base64(pair.key());
            config.withClientCertData(base64(pair.certificate()))
                    .withClientKeyData(key)
                    .withClientKeyAlgo(Config.getKeyAlgorithm(null, key));
        }
        Password password = access.login().password();
        if (password != null) {
            config.withUsername(password.name()).withPassword(password.password());
        }
        if (access.login().tokens() != null) {
            config.withOauthTokenProvider(token::get);
        }
        URI proxy = access.proxy();
        if (proxy != null) {
            config.withHttpProxy(proxy.toString()).withHttpsProxy(proxy.toString());
        }
        if (access.impersonation().user() != null) {
            config.withImpersonateUsername(access.impersonation().user())
                    .withImpersonateGroups(access.impersonation().groups().toArray(String[]::new))
                    .withImpersonateExtras(access.impersonation().extra());
        }
        return config.build();
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets the trusted certificates and the timeouts of a client; all other options are the library's defaults. */
    private static final class Factory extends Vertx5HttpClientFactory {

        private final ServerTrust trust;
        private final Duration timeout;

        Factory(Vertx vertx, ServerTrust trust, Duration timeout) {
            super(vertx);
            this.trust = trust;
            this.timeout = timeout;
        }

        @Override
        protected void additionalConfig(WebClientOptions http, WebSocketClientOptions watches, PoolOptions pool) {
            http.setTrustOptions(TrustOptions.wrap(trust))
                    .setVerifyHost(trust.asksForNames())
                    .setSslHandshakeTimeout(timeout.toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
            watches.setTrustOptions(TrustOptions.wrap(trust))
                    .setVerifyHost(trust.asksForNames())
                    .setSslHandshakeTimeout(timeout.toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
            pool.setHttp1MaxSize(CONNECTIONS).setHttp2MaxSize(1);
            // A list every few minutes does not justify an open connection in between.
            ((HttpClientOptions) http).setKeepAliveTimeout(5);
        }
    }

    @Override
    public void close() {
        var _ = vertx.close();
    }
}
