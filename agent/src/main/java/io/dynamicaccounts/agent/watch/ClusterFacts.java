package io.dynamicaccounts.agent.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a cluster by watching it; null is what could not be found out.
 *
 * @param kubeHost where the cluster answered
 * @param kubeVersion what it says it is
 * @param certFingerprint of the certificate that it showed
 * @param namespaces those that the account sees
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
