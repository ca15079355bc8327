package io.dynamicaccounts.functions.definition;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The account options that Clouddriver's Kubernetes provider and the documented agents support, including old
 * options that real configurations still carry, with the JSON type of each. Other options are kept and never
 * examined.
 */
public final class AccountOptions {

    /** The values that an option takes. */
    public enum Kind {
        /** A string that is not blank, because an empty way to a cluster is a mistake. */
        WAY("kubeconfigContents kubeconfigFile"),
        /** A boolean and no reference, because a reference would leave open which way to the cluster is meant. */
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
        /** Roles by action, or a list of such objects. */
        PERMISSIONS("permissions");

        private final String names;

        Kind(String names) {
            this.names = names;
        }

        /** Returns the options of this kind, sorted. */
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

    /** Returns what an option of this name takes; null for an unknown option. */
    public static @Nullable Kind kind(String name) {
        return BY_NAME.get(name);
    }
}
