package io.dynamicaccounts.agent.kubernetes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * The settings of the agent for its clusters. The constructor refuses values out of range with an {@link
 * IllegalArgumentException}.
 *
 * @param requestTimeout the timeout of each step of connecting: the connection, the TLS handshake, a request
 * @param lostAfter a watch that broke and could not be opened again for so long is lost for good
 * @param renewAfter a watch that did not break is opened anew after about so long: a connection may be dead without a
 *     sign at either end, and an open watch that could not be opened again is no proof that the cluster answers
 * @param plugins whether {@code exec} plugins of a kubeconfig run on this machine
 * @param namedFiles whether a kubeconfig that the control plane sent ({@code kubeconfigContents}) may name files of
 *     this machine. Such a kubeconfig also names the server that gets the contents: a caller who may write accounts
 *     could have any token of this machine sent to a server of the caller's choice. A kubeconfig of this machine may
 *     always name files
 * @param serviceAccount the folder where Kubernetes puts the pod's own token and certificate
 * @param roots the mapping of names of files, as definitions and kubeconfigs have them for another machine
 * @param secretNamespaces the namespaces of the agent's own cluster whose Secrets definitions may refer to; with none,
 *     the agent has no secret engine
 */
public record KubernetesSettings(
        Duration requestTimeout,
        Duration lostAfter,
        Duration renewAfter,
        MachineAccess plugins,
        MachineAccess namedFiles,
        Path serviceAccount,
        FileRoots roots,
        Set<String> secretNamespaces) {

    public KubernetesSettings {
        if (!requestTimeout.isPositive() || !lostAfter.isPositive() || !renewAfter.isPositive()) {
            throw new IllegalArgumentException("timeouts must be positive");
        }
        secretNamespaces = Set.copyOf(secretNamespaces);
    }

    /**
     * Returns the defaults: 10 seconds for a request, 30 until a watch is lost, 5 minutes for a watch, no plugins, no
     * named files, no Secrets.
     */
    public static KubernetesSettings defaults() {
        return new KubernetesSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                MachineAccess.REFUSED,
                MachineAccess.REFUSED,
                Path.of("/var/run/secrets/kubernetes.io/serviceaccount"),
                FileRoots.NONE,
                Set.of());
    }

    /** Returns these settings with another timeout of a request. */
    public KubernetesSettings withRequestTimeout(Duration timeout) {
        return new KubernetesSettings(
                timeout, lostAfter, renewAfter, plugins, namedFiles, serviceAccount, roots, secretNamespaces);
    }

    /** Returns these settings with another time until a broken watch is lost. */
    public KubernetesSettings withLostAfter(Duration time) {
        return new KubernetesSettings(
                requestTimeout, time, renewAfter, plugins, namedFiles, serviceAccount, roots, secretNamespaces);
    }

    /** Returns these settings with another time until a watch is opened anew. */
    public KubernetesSettings withRenewAfter(Duration time) {
        return new KubernetesSettings(
                requestTimeout, lostAfter, time, plugins, namedFiles, serviceAccount, roots, secretNamespaces);
    }

    /** Returns these settings with another permission for plugins. */
    public KubernetesSettings withPlugins(MachineAccess permission) {
        return new KubernetesSettings(
                requestTimeout, lostAfter, renewAfter, permission, namedFiles, serviceAccount, roots, secretNamespaces);
    }

    /** Returns these settings with another permission for files that sent kubeconfigs name. */
    public KubernetesSettings withNamedFiles(MachineAccess permission) {
        return new KubernetesSettings(
                requestTimeout, lostAfter, renewAfter, plugins, permission, serviceAccount, roots, secretNamespaces);
    }

    /** Returns these settings with another folder of the pod's service account. */
    public KubernetesSettings withServiceAccount(Path folder) {
        return new KubernetesSettings(
                requestTimeout, lostAfter, renewAfter, plugins, namedFiles, folder, roots, secretNamespaces);
    }

    /** Returns these settings with other roots of files. */
    public KubernetesSettings withRoots(FileRoots other) {
        return new KubernetesSettings(
                requestTimeout, lostAfter, renewAfter, plugins, namedFiles, serviceAccount, other, secretNamespaces);
    }

    /** Returns these settings with other namespaces whose Secrets definitions may refer to. */
    public KubernetesSettings withSecretNamespaces(Set<String> namespaces) {
        return new KubernetesSettings(
                requestTimeout, lostAfter, renewAfter, plugins, namedFiles, serviceAccount, roots, namespaces);
    }
}
