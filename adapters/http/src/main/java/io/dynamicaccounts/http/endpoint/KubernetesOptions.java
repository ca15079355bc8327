package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.ListShape;
import io.dynamicaccounts.http.json.Shape;
import io.dynamicaccounts.http.json.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The account options that Clouddriver's Kubernetes provider and the documented agents know, the old ones that real
 * configurations still carry included, with their JSON types. Options that are not here are kept and never looked at.
 */
final class KubernetesOptions {

    private static final int LONGEST = DefinitionShape.MAX_BYTES;

    private static final List<String> TEXTS = List.of(
            "accountType",
            "caFile",
            "cluster",
            "context",
            "environment",
            "kubeconfigAgent",
            "kubectlExecutable",
            "namingStrategy",
            "oAuthServiceAccount",
            "providerVersion",
            "serviceAccountName",
            "skin",
            "user");

    private static final List<String> FLAGS = List.of(
            "cacheAllApplicationRelationships",
            "checkPermissionsOnStartup",
            "configureImagePullSecrets",
            "debug",
            "insecure",
            "liveManifestCalls",
            "metrics",
            "noProxy",
            "onlyNamespacedResources",
            "onlySpinnakerManaged",
            "serviceAccount");

    private static final List<String> NUMBERS = List.of(
            "cacheIntervalSeconds", "cacheThreads", "kubectlRequestTimeoutSeconds", "maxResumableResourceAgeMs");

    private static final List<String> LISTS_OF_TEXT =
            List.of("kinds", "namespaces", "oAuthScopes", "omitKinds", "omitNamespaces", "requiredGroupMembership");

    private static final List<String> LISTS_OF_OBJECTS =
            List.of("cachingPolicies", "customResourceDefinitions", "customResources", "dockerRegistries");

    /** By name, in one order for good. */
    static final Map<String, Shape<?>> SHAPES = shapes();

    private KubernetesOptions() {}

    private static Map<String, Shape<?>> shapes() {
        var shapes = new LinkedHashMap<String, Shape<?>>();
        // A blank one is a slip that would otherwise be found by an agent, minutes later.
        shapes.put("kubeconfigContents", Shapes.text(LONGEST));
        shapes.put("kubeconfigFile", Shapes.text(LONGEST));
        TEXTS.forEach(name -> shapes.put(name, Shapes.anyText(LONGEST)));
        FLAGS.forEach(name -> shapes.put(name, Shapes.flag()));
        NUMBERS.forEach(name -> shapes.put(name, Shapes.whole(Long.MIN_VALUE, Long.MAX_VALUE)));
        LISTS_OF_TEXT.forEach(name -> shapes.put(name, ListShape.of(Shapes.anyText(LONGEST), 0, LONGEST)));
        LISTS_OF_OBJECTS.forEach(name -> shapes.put(name, ListShape.of(Shapes.anyObject(), 0, LONGEST)));
        shapes.put("rawResourcesEndpointConfig", Shapes.anyObject());
        shapes.put("permissions", new PermissionsShape());
        return shapes;
    }
}
