package io.dynamicaccounts.agent.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret engine {@code k8s}: Secrets of the cluster that the agent runs in, with the pod's own service account.
 *
 * <p>A reference is {@code encrypted:k8s!n:NAMESPACE!s:SECRET!k:KEY}. Without {@code n} the namespace is the pod's
 * own; without {@code s} the name of the Secret is {@code n}, as Spinnaker's operator writes it. Only Secrets of the
 * namespaces that the agent's configuration names are read. A Secret is read each time that a cluster is connected,
 * so a replaced one is found. A reason names neither the Secret nor its content.
 */
final class ClusterSecrets {

    /** The name by which references call the engine. */
    static final String ENGINE = "k8s";

    /** As many characters as a definition may have. */
    private static final int LONGEST = 256 * 1024;

    /** What may become a part of a request's path. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private final AccessReader reader;
    private final ClusterClients clients;
    private final KubernetesSettings settings;

    ClusterSecrets(AccessReader reader, ClusterClients clients, KubernetesSettings settings) {
        this.reader = reader;
        this.clients = clients;
        this.settings = settings;
    }

    /** Returns whether the agent's configuration lets definitions refer to Secrets. */
    boolean areAllowed() {
        return !settings.secretNamespaces().isEmpty();
    }

    /**
     * Returns one value of a Secret. Waits for the cluster.
     *
     * @param parameters the reference after its engine: {@code !n:…!s:…!k:…}
     */
    String read(String parameters) throws CannotConnect {
        Map<String, String> given = parameters(parameters);
        String key = given.getOrDefault("k", "");
        boolean namedByS = given.containsKey("s");
        String name = given.getOrDefault(namedByS ? "s" : "n", "");
        String namespace = namedByS && given.containsKey("n") ? given.get("n") : ownNamespace();
        if (!NAME.matcher(name).matches()
                || key.isEmpty()
                || !List.of("n", "s", "k").containsAll(given.keySet())) {
            throw new CannotConnect("the reference must be encrypted:k8s!n:NAMESPACE!s:SECRET!k:KEY");
        }
        if (!settings.secretNamespaces().contains(namespace)) {
            throw new CannotConnect(
                    "the reference names a namespace whose Secrets this agent does not read: start it with"
                            + " --secrets-from for that namespace");
        }
        Secret secret = secret(namespace, name);
        return value(secret, key)
                .orElseThrow(() -> new CannotConnect("the Secret that the reference names has no such key"));
    }

    private Secret secret(String namespace, String name) throws CannotConnect {
        ClusterAccess access = reader.inCluster("a reference to a Secret (k8s)", false);
        String token =
                access.login().tokens() == null ? null : access.login().tokens().now();
        ServerTrust trust = ServerTrust.of(access.trust());
        try (KubernetesClient client = clients.client(access, trust, () -> token)) {
            Secret found =
                    client.secrets().inNamespace(namespace).withName(name).get();
            if (found == null) {
                throw new CannotConnect("there is no such Secret as the reference names in the agent's cluster");
            }
            return found;
        } catch (KubernetesClientException e) {
            if (e.getCode() == 403) {
                // The server's message would name the Secret.
                throw new CannotConnect("the agent's service account may not read the Secret that the reference names:"
                        + " permit it to get secrets in that namespace");
            }
            throw new CannotConnect("the Secret that the reference names cannot be read: "
                    + new FailureReasons(access, settings.requestTimeout(), () -> token).of(e));
        }
    }

    private static Optional<String> value(Secret secret, String key) throws CannotConnect {
        String data = secret.getData() == null ? null : secret.getData().get(key);
        if (data == null) {
            return Optional.empty();
        }
        if (data.length() > LONGEST * 2) {
            throw new CannotConnect("the Secret that the reference names is larger than 256 KiB");
        }
        try {
            return Optional.of(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new CannotConnect("the Secret that the reference names is not in base 64");
        }
    }

    private String ownNamespace() throws CannotConnect {
        return PermittedFiles.line(
                "the service account's namespace", settings.serviceAccount().resolve("namespace"));
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new HashMap<String, String>();
        for (String part : text.split("!", -1)) {
            int colon = part.indexOf(':');
            if (colon > 0) {
                parameters.put(part.substring(0, colon), part.substring(colon + 1));
            } else if (!part.isEmpty()) {
                parameters.put(part, "");
            }
        }
        return parameters;
    }
}
