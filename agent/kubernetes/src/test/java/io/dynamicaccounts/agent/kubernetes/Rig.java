package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The clusters under test, with the servers and wires that the test opened for them. */
final class Rig implements AutoCloseable {

    static final KubernetesSettings QUICK = KubernetesSettings.defaults()
            .withRequestTimeout(Duration.ofSeconds(2))
            .withLostAfter(Duration.ofSeconds(1));

    private final List<Closeable> open = new ArrayList<>();
    private final Map<String, String> environment;
    private KubernetesSettings settings;
    private @Nullable KubernetesClusters clusters;

    Rig() {
        this(QUICK, Map.of());
    }

    Rig(KubernetesSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    KubernetesClusters clusters() {
        if (clusters == null) {
            clusters = new KubernetesClusters(settings, new Random(1), environment, InstantSource.system());
        }
        return clusters;
    }

    void settings(KubernetesSettings next) {
        settings = next;
    }

    MockCluster cluster(String... namespaces) {
        MockCluster cluster = new MockCluster(namespaces);
        open.add(cluster);
        return cluster;
    }

    <T extends Closeable> T with(T resource) {
        open.add(resource);
        return resource;
    }

    ClusterWatcher.Watch start(String account, Map<String, Object> definition, Heard heard) {
        return clusters()
                .start(
                        new ClusterWatcher.Target(account, 1),
                        new ClearDefinition(definition),
                        new CachingPermit.Off(),
                        heard);
    }

    Heard start(Map<String, Object> definition) {
        Heard heard = new Heard();
        ClusterWatcher.Watch _ = start("a", definition, heard);
        return heard;
    }

    @Override
    public void close() throws IOException {
        if (clusters != null) {
            clusters.close();
        }
        for (Closeable each : open.reversed()) {
            each.close();
        }
    }
}
