package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.kubernetes.ClusterAccess.Impersonation;
import io.dynamicaccounts.agent.kubernetes.ClusterAccess.Login;
import io.dynamicaccounts.agent.kubernetes.ClusterAccess.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a definition how the cluster is reached. Reading opens files and may run a plugin, and so may take a
 * while.
 */
final class AccessReader {

    private final KubernetesSettings settings;
    private final Map<String, String> environment;
    private final InstantSource clock;

    AccessReader(KubernetesSettings settings, Map<String, String> environment, InstantSource clock) {
        this.settings = settings;
        this.environment = environment;
        this.clock = clock;
    }

    ClusterAccess read(ConnectionFields fields) throws CannotConnect {
        Optional<String> contents = fields.text("kubeconfigContents");
        Optional<String> file = fields.text(ConnectionFields.KUBECONFIG_FILE);
        boolean serviceAccount = fields.isTrue("serviceAccount");
        if ((contents.isPresent() ? 1 : 0) + (file.isPresent() ? 1 : 0) + (serviceAccount ? 1 : 0) != 1) {
            throw new CannotConnect(
                    "the definition must have exactly one of kubeconfigContents, kubeconfigFile and serviceAccount: true");
        }
        String context = fields.text("context").orElse(null);
        boolean insecure = fields.isTrue("insecure");
        if (contents.isPresent()) {
            return kubeconfig(contents.get(), context, insecure, sent());
        }
        if (file.isPresent()) {
            Path path = path(file.get());
            return kubeconfig(
                    PermittedFiles.text(ConnectionFields.KUBECONFIG_FILE, path),
                    context,
                    insecure,
                    new PermittedFiles.Beside(path, settings.roots()));
        }
        return inCluster("serviceAccount: true", insecure);
    }

    private PermittedFiles sent() {
        return settings.namedFiles() == MachineAccess.ALLOWED
                ? new PermittedFiles.Anywhere(settings.roots())
                : new PermittedFiles.None();
    }

    private ClusterAccess kubeconfig(String text, @Nullable String context, boolean insecure, PermittedFiles files)
            throws CannotConnect {
        Plugins plugins = new Plugins(settings.plugins(), settings.requestTimeout(), files, clock);
        return Kubeconfig.parse(text).access(context, insecure, files, plugins);
    }

    private Path path(String name) throws CannotConnect {
        Optional<Path> mapped = settings.roots().mapped(ConnectionFields.KUBECONFIG_FILE, name);
        if (mapped.isPresent()) {
            return mapped.get();
        }
        ConnectionFields.refuseReference(
                ConnectionFields.KUBECONFIG_FILE,
                name,
                "give an absolute path, or start agents with --kubeconfig-root FROM=DIRECTORY");
        return settings.roots().locate(ConnectionFields.KUBECONFIG_FILE, name);
    }

    /**
     * Returns the access of a client inside a pod.
     *
     * @param what what needs it, for the reason of a failure
     */
    ClusterAccess inCluster(String what, boolean insecure) throws CannotConnect {
        String host = environment.get("KUBERNETES_SERVICE_HOST");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        if (host == null || host.isBlank()) {
            throw new CannotConnect(what + " works only for an agent that runs in a pod of the cluster");
        }
        URI server = Kubeconfig.server("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        Path folder = settings.serviceAccount();
        Trust trust = insecure
                ? new Trust.Anybody()
                : new Trust.Authorities(
                        PermittedFiles.text("the service account's certificate", folder.resolve("ca.crt")));
        // The token is read again for each request, because Kubernetes replaces the token every hour.
        Login login = new Login(
                () -> PermittedFiles.line("the service account's token", folder.resolve("token")), null, null);
        // Read once now, so that a missing file is reported as missing.
        String _ = PermittedFiles.line("the service account's token", folder.resolve("token"));
        return new ClusterAccess(server, trust, login, null, Impersonation.NONE);
    }
}
