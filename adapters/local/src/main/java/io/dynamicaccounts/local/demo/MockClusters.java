package io.dynamicaccounts.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mock cluster for each account of a sample, and the configuration file with which each account reaches its own
 * mock cluster.
 */
final class MockClusters implements AutoCloseable {

    /** The fields of an account that say how its cluster is reached; the sample's clusters do not exist. */
    private static final List<String> ACCESS = List.of(
            "kubeconfigFile", "kubeconfigContents", "context", "serviceAccount", "serviceAccountName", "insecure");

    private final Map<String, MockCluster> clusters = new LinkedHashMap<>();

    private MockClusters() {}

    /**
     * Opens the mock clusters.
     *
     * @param sample a Clouddriver configuration; all of it is copied except the access to clusters
     * @param credentials the file to which the configuration with the mock clusters is written
     */
    static MockClusters open(MockCertificate certificate, InputStream sample, Path credentials) throws IOException {
        var json = new JsonMapper();
        var random = new SecureRandom();
        JsonNode configuration =
                json.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(sample));
        var all = new MockClusters();
        boolean ready = false;
        try {
            for (JsonNode each : configuration.path("kubernetes").path("accounts")) {
                if (each instanceof ObjectNode account) {
                    String name = account.path("name").asString();
                    var cluster = MockCluster.open(certificate, token(random), List.of("default", "kube-system", name));
                    all.clusters.put(name, cluster);
                    account.remove(ACCESS);
                    account.put("kubeconfigContents", cluster.kubeconfig());
                }
            }
            // JSON is valid YAML as well.
            Files.writeString(credentials, json.writeValueAsString(configuration));
            ready = true;
            return all;
        } finally {
            if (!ready) {
                all.close();
            }
        }
    }

    private static String token(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return "mock-" + HexFormat.of().formatHex(bytes);
    }

    /** Returns the mock cluster of an account. */
    Optional<MockCluster> of(String account) {
        return Optional.ofNullable(clusters.get(account));
    }

    @Override
    public void close() {
        clusters.values().forEach(MockCluster::close);
    }
}
