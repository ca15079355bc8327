package io.dynamicaccounts.agent.kubernetes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterWatcher.Target;
import io.dynamicaccounts.agent.watch.ClusterWatcher.Watch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.slf4j.LoggerFactory;

/**
 * A process that watches a thousand accounts of the clusters of the given kubeconfigs, and prints its use of threads
 * and memory.
 */
final class ThousandAccounts {

    private static final int ACCOUNTS = 1000;

    /** The number of concurrent starts of an agent. */
    private static final int CAPACITY = 50;

    private ThousandAccounts() {}

    public static void main(String[] kubeconfigs) throws IOException {
        ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.WARN);
        ((Logger) LoggerFactory.getLogger("io.dynamicaccounts")).setLevel(Level.WARN);
        var settings = KubernetesSettings.defaults().withRequestTimeout(Duration.ofSeconds(60));
        try (var clusters = new KubernetesClusters(settings, new Random(1))) {
            start(clusters, kubeconfigs[0], "first").watched();
            String before = figures();
            long began = System.nanoTime();
            List<Heard> heard = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                heard.add(start(clusters, kubeconfigs[i % kubeconfigs.length], "account-" + i));
                if (i >= CAPACITY) {
                    heard.get(i - CAPACITY).watched();
                }
            }
            heard.forEach(Heard::watched);
            long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
            System.out.println("one account: " + before);
            System.out.println(ACCOUNTS + " accounts more, " + millis + " ms later: " + figures());
        }
    }

    private static Heard start(KubernetesClusters clusters, String kubeconfig, String account) {
        Heard heard = new Heard();
        Watch _ = clusters.start(
                new Target(account, 1),
                new ClearDefinition(Map.of("kubeconfigFile", kubeconfig)),
                new CachingPermit.Off(),
                heard);
        return heard;
    }

    private static String figures() throws IOException {
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .map(line -> line.replaceAll("\\s+", " "))
                .findFirst()
                .orElse("");
        return "threads=" + threads + " heapMiB=" + heap + " " + resident;
    }
}
