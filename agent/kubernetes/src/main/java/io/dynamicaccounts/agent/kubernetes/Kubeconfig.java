package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.kubernetes.ClusterAccess.Impersonation;
import io.dynamicaccounts.agent.kubernetes.ClusterAccess.KeyPair;
import io.dynamicaccounts.agent.kubernetes.ClusterAccess.Login;
import io.dynamicaccounts.agent.kubernetes.ClusterAccess.Password;
import io.dynamicaccounts.agent.kubernetes.ClusterAccess.Tokens;
import io.dynamicaccounts.agent.kubernetes.ClusterAccess.Trust;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A parsed kubeconfig.
 *
 * <p>The client library can parse one too, but also reads this process's environment, runs plugins through a shell
 * without permission, takes another context when the requested context is missing, and quotes the text in its error
 * messages.
 */
final class Kubeconfig {

    /** Shared, because it is expensive to create. */
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private final Config config;

    private Kubeconfig(Config config) {
        this.config = config;
    }

    static Kubeconfig parse(String text) throws CannotConnect {
        Config config;
        try {
            config = YAML.unmarshal(text, Config.class);
        } catch (RuntimeException quotesTheText) {
            throw new CannotConnect("the kubeconfig is not valid YAML of a kubeconfig");
        } catch (StackOverflowError nested) {
            throw new CannotConnect("the kubeconfig is nested too deeply");
        }
        if (config == null) {
            throw new CannotConnect("the kubeconfig is empty");
        }
        return new Kubeconfig(config);
    }

    ClusterAccess access(@Nullable String asked, boolean insecure, PermittedFiles files, Plugins plugins)
            throws CannotConnect {
        String name = asked != null ? asked : config.getCurrentContext();
        if (name == null || name.isBlank()) {
            throw new CannotConnect("the kubeconfig has no current-context and the definition names no context");
        }
        Context context = named(config.getContexts(), it -> name.equals(it.getName()), NamedContext::getContext);
        if (context == null) {
            throw new CannotConnect("context " + SafeText.brief(name) + " is not in the kubeconfig");
        }
        Cluster cluster =
                named(config.getClusters(), it -> it.getName().equals(context.getCluster()), NamedCluster::getCluster);
        if (cluster == null) {
            throw new CannotConnect("the cluster of context " + SafeText.brief(name) + " is not in the kubeconfig");
        }
        String user = context.getUser();
        AuthInfo login = user == null || user.isEmpty()
                ? new AuthInfo()
                : named(config.getUsers(), it -> user.equals(it.getName()), NamedAuthInfo::getUser);
        if (login == null) {
            throw new CannotConnect("the user of context " + SafeText.brief(name) + " is not in the kubeconfig");
        }
        if (filled(cluster.getTlsServerName())) {
            throw new CannotConnect("tls-server-name in a kubeconfig is not supported by this agent");
        }
        URI proxy = filled(cluster.getProxyUrl()) ? proxy(cluster.getProxyUrl()) : null;
        return new ClusterAccess(
                server(cluster.getServer()),
                trust(cluster, insecure, files),
                login(login, files, plugins),
                proxy,
                impersonation(login));
    }

    private static <N, T> @Nullable T named(
            @Nullable List<N> list, Predicate<N> wanted, Function<N, @Nullable T> content) {
        return list == null
                ? null
                : list.stream().filter(wanted).findFirst().map(content).orElse(null);
    }

    static URI server(@Nullable String text) throws CannotConnect {
        URI uri = uri(text);
        if (uri == null || uri.getHost() == null || !List.of("https", "http").contains(uri.getScheme())) {
            throw new CannotConnect("the kubeconfig's server must be an http or https address");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null) {
            throw new CannotConnect("the kubeconfig's server must have neither user nor query");
        }
        return uri;
    }

    private static URI proxy(String text) throws CannotConnect {
        URI uri = uri(text);
        if (uri == null || uri.getHost() == null || !List.of("http", "socks5").contains(uri.getScheme())) {
            throw new CannotConnect("the kubeconfig's proxy-url must be an http or socks5 address");
        }
        return uri;
    }

    private static @Nullable URI uri(@Nullable String text) {
        try {
            return text == null ? null : URI.create(text);
        } catch (IllegalArgumentException quotesTheText) {
            return null;
        }
    }

    private static Trust trust(Cluster cluster, boolean insecure, PermittedFiles files) throws CannotConnect {
        if (insecure || Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify())) {
            return new Trust.Anybody();
        }
        String authorities = data(
                "certificate-authority",
                cluster.getCertificateAuthorityData(),
                cluster.getCertificateAuthority(),
                files);
        return authorities == null ? new Trust.Machine() : new Trust.Authorities(authorities);
    }

    private static Login login(AuthInfo user, PermittedFiles files, Plugins plugins) throws CannotConnect {
        if (user.getAuthProvider() != null) {
            throw new CannotConnect("auth-provider, which Kubernetes itself has given up, is not supported: use exec");
        }
        String certificate =
                data("client-certificate", user.getClientCertificateData(), user.getClientCertificate(), files);
        String key = data("client-key", user.getClientKeyData(), user.getClientKey(), files);
        if ((certificate == null) != (key == null)) {
            throw new CannotConnect("client-certificate and client-key need each other");
        }
        KeyPair pair = certificate == null || key == null ? null : new KeyPair(certificate, key);
        // In the order of kubectl: a token file before a token.
        if (filled(user.getTokenFile())) {
            Path file = files.locate("tokenFile", user.getTokenFile());
            Tokens tokens = () -> PermittedFiles.line("tokenFile", file);
            String _ = tokens.now();
            return new Login(tokens, pair, null);
        }
        if (filled(user.getToken())) {
            String token = user.getToken();
            return new Login(() -> token, pair, null);
        }
        if (filled(user.getUsername()) && user.getPassword() != null) {
            return new Login(null, pair, new Password(user.getUsername(), user.getPassword()));
        }
        return user.getExec() == null ? new Login(null, pair, null) : plugins.login(user.getExec(), pair);
    }

    private static Impersonation impersonation(AuthInfo user) {
        Map<String, List<String>> extra = user.getAsUserExtra();
        return filled(user.getAs())
                ? new Impersonation(
                        user.getAs(),
                        user.getAsGroups() == null ? List.of() : List.copyOf(user.getAsGroups()),
                        extra == null ? Map.of() : Map.copyOf(extra))
                : Impersonation.NONE;
    }

    private static @Nullable String data(
            String field, @Nullable String inline, @Nullable String file, PermittedFiles files) throws CannotConnect {
        if (inline != null && filled(inline)) {
            try {
                return new String(Base64.getDecoder().decode(inline.replaceAll("\\s", "")), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException quotesTheText) {
                throw new CannotConnect(field + "-data in the kubeconfig is not base64");
            }
        }
        return file != null && filled(file) ? PermittedFiles.text(field, files.locate(field, file)) : null;
    }

    private static boolean filled(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
