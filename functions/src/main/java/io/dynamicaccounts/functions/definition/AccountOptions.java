package io.dynamicaccounts.functions.definition;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The account options that Clouddriver's Kubernetes provider and the documented agents know, the old ones that real
 * configurations still carry included, by the JSON type that each takes. Other options are kept and never looked at.
 */
public final class AccountOptions {

    /** What an option takes. */
    public enum Kind {
        /** A string that is not blank: an empty way to a cluster is a slip. */
        WAY("kubeconfigContents kubeconfigFile"),
        /** A boolean itself: a reference would leave open which way is meant. */
        SERVICE_ACCOUNT("serviceAccount"),
        TEXT(
                "accountType caCertFile caFile cluster context environment kubeconfigAgent kubectlExecutable namingStrategy"
                        + " oAuthServiceAccount providerVersion serviceAccountName skin user userAgent"),
        FLAG("cacheAllApplicationRelationships checkPermissionsOnStartup configureImagePullSecrets debug insecure"
                + " liveManifestCalls metrics noProxy onlyNamespacedResources onlySpinnakerManaged"
                + " skipManifestDefaults skipServerSideApply"),
        /** A whole number. */
        NUMBER("cacheIntervalSeconds cacheThreads kubectlRequestTimeoutSeconds maxResumableResourceAgeMs"),
        TEXTS("kinds namespaces oAuthScopes omitKinds omitNamespaces requiredGroupMembership"),
        OBJECTS("cachingPolicies customResourceDefinitions customResources dockerRegistries"),
        OBJECT("rawResourcesEndpointConfig"),
        /** Roles by action, or a list of such. */
        PERMISSIONS("permissions");

        private final String names;

        Kind(String names) {
            this.names = names;
        }

        /** The options of this kind, sorted. */
        public List<String> names() {
            return List.of(names.split(" ", -1));
        }
    }

    private static final Map<String, Kind> BY_NAME = byName();

    private AccountOptions() {}

    private static Map<String, Kind> byName() {
        var kinds = new TreeMap<String, Kind>();
        for (Kind kind : Kind.values()) {
            kind.names().forEach(name -> kinds.put(name, kind));
        }
        return kinds;
    }

    /** What an option of this name takes; null for one that nobody knows. */
    public static @Nullable Kind kind(String name) {
        return BY_NAME.get(name);
    }
}
