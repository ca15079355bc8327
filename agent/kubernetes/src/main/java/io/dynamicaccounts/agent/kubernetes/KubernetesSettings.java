package io.dynamicaccounts.agent.kubernetes;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the agent treats clusters. Values out of range fail with an {@link IllegalArgumentException}.
 *
 * @param requestTimeout for each step of connecting: the connection, the TLS handshake, a request
 * @param giveUpAfter a watch that broke and could not be opened again for so long is lost for good
 * @param renewAfter a watch that nobody broke is opened anew after about so long: a connection may be dead without either end
 *     knowing, and an open one that cannot be repeated is no proof of health
 * @param plugins whether {@code exec} plugins of a kubeconfig run on this machine
 * @param namedFiles whether a kubeconfig that the control plane sent ({@code kubeconfigContents}) may name files of this machine.
 *     It also names the server that gets what is in them: whoever may write accounts could have any token of this machine sent to
 *     a server of theirs. A kubeconfig that lies on this machine may always name files
 * @param serviceAccount the folder where Kubernetes puts the pod's own token and certificate
 * @param roots where files lie that definitions, and kubeconfigs, name as another machine has them
 */
public record KubernetesSettings(
        Duration requestTimeout,
        Duration giveUpAfter,
        Duration renewAfter,
        MachineAccess plugins,
        MachineAccess namedFiles,
        Path serviceAccount,
        FileRoots roots) {

    public KubernetesSettings {
        if (!requestTimeout.isPositive() || !giveUpAfter.isPositive() || !renewAfter.isPositive()) {
            throw new IllegalArgumentException("timeouts must be positive");
        }
    }

    /** 10 seconds for a request, 30 until a watch is lost, 5 minutes for a watch; neither plugins nor named files. */
    public static KubernetesSettings defaults() {
        return new KubernetesSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                MachineAccess.REFUSED,
                MachineAccess.REFUSED,
                Path.of("/var/run/secrets/kubernetes.io/serviceaccount"),
                FileRoots.NONE);
    }

    /** The same with another time for a request. */
    public KubernetesSettings withRequestTimeout(Duration timeout) {
        return new KubernetesSettings(timeout, giveUpAfter, renewAfter, plugins, namedFiles, serviceAccount, roots);
    }

    /** The same with another time until a broken watch is lost. */
    public KubernetesSettings withGiveUpAfter(Duration time) {
        return new KubernetesSettings(requestTimeout, time, renewAfter, plugins, namedFiles, serviceAccount, roots);
    }

    /** The same with another time until a watch is opened anew. */
    public KubernetesSettings withRenewAfter(Duration time) {
        return new KubernetesSettings(requestTimeout, giveUpAfter, time, plugins, namedFiles, serviceAccount, roots);
    }

    /** The same with another word about plugins. */
    public KubernetesSettings withPlugins(MachineAccess permission) {
        return new KubernetesSettings(
                requestTimeout, giveUpAfter, renewAfter, permission, namedFiles, serviceAccount, roots);
    }

    /** The same with another word about files that sent kubeconfigs name. */
    public KubernetesSettings withNamedFiles(MachineAccess permission) {
        return new KubernetesSettings(
                requestTimeout, giveUpAfter, renewAfter, plugins, permission, serviceAccount, roots);
    }

    /** The same with another folder of the pod's service account. */
    public KubernetesSettings withServiceAccount(Path folder) {
        return new KubernetesSettings(requestTimeout, giveUpAfter, renewAfter, plugins, namedFiles, folder, roots);
    }

    /** The same with other roots of files. */
    public KubernetesSettings withRoots(FileRoots other) {
        return new KubernetesSettings(
                requestTimeout, giveUpAfter, renewAfter, plugins, namedFiles, serviceAccount, other);
    }
}
