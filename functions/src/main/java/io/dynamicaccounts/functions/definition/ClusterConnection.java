package io.dynamicaccounts.functions.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the field by which a definition reaches its cluster. Configurations of Clouddriver may give several,
 * of which Clouddriver uses one and ignores the others (its {@code KubernetesCredentials} and
 * {@code KubectlJobExecutor}).
 */
public final class ClusterConnection {

    /** The precedence of the ways, in words. */
    public static final String PRECEDENCE =
            "Clouddriver uses serviceAccount: true before kubeconfigFile, and that before kubeconfigContents";

    private static final String CONTENTS = "kubeconfigContents";
    private static final String FILE = "kubeconfigFile";
    private static final String AGENTS_FILE = "kubeconfigAgent";
    private static final String SERVICE_ACCOUNT = "serviceAccount";

    private ClusterConnection() {}

    /**
     * Returns a copy with only the way that Clouddriver uses, and without any way where none is filled. All other
     * fields stay.
     */
    public static Map<String, Object> withOneConnection(Map<String, Object> fields) {
        var copy = new LinkedHashMap<>(fields);
        boolean serviceAccount = Boolean.TRUE.equals(fields.get(SERVICE_ACCOUNT));
        boolean file = !serviceAccount && isFilled(fields.get(FILE));
        if (!(fields.get(SERVICE_ACCOUNT) instanceof Boolean)) {
            copy.remove(SERVICE_ACCOUNT);
        }
        if (!file) {
            copy.remove(FILE);
        }
        if (serviceAccount || file || !isFilled(fields.get(CONTENTS))) {
            copy.remove(CONTENTS);
        }
        return copy;
    }

    /** Returns the names of the filled ways that {@link #withOneConnection} leaves out. */
    public static List<String> unusedConnections(Map<String, Object> fields) {
        Map<String, Object> used = withOneConnection(fields);
        var unused = new ArrayList<String>();
        for (String way : List.of(SERVICE_ACCOUNT, FILE, CONTENTS)) {
            if (isFilled(fields.get(way)) && !used.containsKey(way)) {
                unused.add(way);
            }
        }
        return unused;
    }

    /** Returns whether a definition has a way to its cluster. */
    public static boolean isPresent(Definition definition) {
        return Boolean.TRUE.equals(definition.fields().get(SERVICE_ACCOUNT))
                || isFilled(definition.fields().get(FILE))
                || isFilled(definition.fields().get(CONTENTS));
    }

    /**
     * Returns the definition that agents receive: {@code kubeconfigAgent} replaces the way that Clouddriver uses,
     * and a path given with migrate or activate overrides both.
     */
    public static Definition forAgents(Definition definition, Optional<String> kubeconfigFile) {
        Object agents = definition.fields().get(AGENTS_FILE);
        Map<String, Object> fields = withOneConnection(definition.fields());
        fields.remove(AGENTS_FILE);
        if (kubeconfigFile.isPresent()) {
            return new Definition(with(fields, kubeconfigFile.get()));
        }
        return new Definition(agents != null && isFilled(agents) ? with(fields, agents) : fields);
    }

    private static Map<String, Object> with(Map<String, Object> fields, Object file) {
        fields.remove(CONTENTS);
        fields.remove(SERVICE_ACCOUNT);
        fields.put(FILE, file);
        return fields;
    }

    private static boolean isFilled(@Nullable Object value) {
        return value instanceof String text && !text.isBlank();
    }
}
