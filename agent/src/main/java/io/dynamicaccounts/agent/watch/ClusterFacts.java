package io.dynamicaccounts.agent.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a cluster that a watch has found; null for each fact that could not be found.
 *
 * @param kubeHost where the cluster answered
 * @param kubeVersion the version that the cluster stated
 * @param certFingerprint the fingerprint of the cluster's certificate
 * @param namespaces the namespaces that the account may see
 */
public record ClusterFacts(
        @Nullable String kubeHost,
        @Nullable String kubeVersion,
        @Nullable String certFingerprint,
        @Nullable List<String> namespaces) {

    public ClusterFacts {
        namespaces = namespaces == null ? null : List.copyOf(namespaces);
    }
}
