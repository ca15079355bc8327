package io.dynamicaccounts.http.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of the suite's credential source, in the form that real Clouddriver configurations have. */
public final class Credentials {

    /** Stands in every secret of the suite; must appear in no answer but an agent's. */
    public static final String CANARY = "canary-7f3a9c";

    /** An entry that does not say how to reach the cluster. */
    public static final String UNUSABLE = "credential-unusable";

    public static final int COUNT = 200;

    private Credentials() {}

    public static String name(int number) {
        return "credential-%03d".formatted(number);
    }

    /** Some entries carry a zone of their own. */
    static boolean hasZone(String name) {
        return name.endsWith("0");
    }

    public static Map<String, Map<String, Object>> all() {
        var all = new LinkedHashMap<String, Map<String, Object>>();
        for (int i = 1; i <= COUNT; i++) {
            all.put(name(i), definition(name(i)));
        }
        var unusable = new LinkedHashMap<>(definition(UNUSABLE));
        unusable.remove("kubeconfigFile");
        all.put(UNUSABLE, unusable);
        return all;
    }

    private static Map<String, Object> definition(String name) {
        var definition = new LinkedHashMap<String, Object>();
        definition.put("name", name);
        definition.put("requiredGroupMembership", List.of());
        definition.put("providerVersion", "V2");
        definition.put("permissions", Map.of("READ", List.of("devs"), "write", List.of("ops", "devs")));
        definition.put("dockerRegistries", List.of());
        definition.put("configureImagePullSecrets", true);
        definition.put("cacheThreads", 1);
        definition.put("namespaces", List.of("default"));
        definition.put("omitNamespaces", List.of());
        definition.put("kinds", List.of());
        definition.put("omitKinds", List.of("podPreset"));
        definition.put("kubeconfigFile", "/etc/kube/" + name);
        definition.put("liveManifestCalls", true);
        if (hasZone(name)) {
            definition.put("zoneId", "zone-of-the-source");
        }
        definition.put("registryPassword", CANARY + "-" + name);
        return definition;
    }
}
