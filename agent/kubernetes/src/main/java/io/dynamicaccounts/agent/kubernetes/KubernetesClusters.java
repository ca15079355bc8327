package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.SingleThread;
import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.session.Scheduler;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/**
 * Watches real Kubernetes clusters: the reference agent.
 *
 * <p>A watch builds a client from its definition ({@code kubeconfigContents}, {@code kubeconfigFile} or
 * {@code serviceAccount: true}, with {@code context}, {@code insecure}, {@code namespaces} and {@code omitNamespaces}), asks
 * the cluster for its version and namespaces, and keeps one watch open as proof that the cluster is well: of the namespaces, or
 * of nothing in the first of the account's own namespaces. A watch that ends is opened again, after longer and longer pauses;
 * one that cannot be for {@link KubernetesSettings#giveUpAfter} is lost for good.
 *
 * <p>A start that fails is not repeated here but by the control plane, which counts. Each attempt waits on a virtual thread of
 * its own, and an open watch waits on none, so one cluster that hangs delays no other, and threads do not grow with accounts.
 *
 * <p>It caches nothing: objects of clusters do not flow through this product. Whether it may is kept and logged, account by
 * account, with the epoch and until when by its own clock, for whoever builds an agent that does, and for tests.
 *
 * <p>Definitions come from whoever may write accounts, who need not be who runs this machine: see {@link KubernetesSettings} for
 * what they can ask of it only when it is allowed. Thread-safe.
 */
public final class KubernetesClusters implements ClusterWatcher, AutoCloseable {

    private final KubernetesSettings settings;
    private final AccessReader reader;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final SingleThread line = new SingleThread("kubernetes-clusters");
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("kubernetes-", 0).factory());
    private final ClusterClients clients;
    private final CachingLines cachingLines = new CachingLines();
    private final Set<ClusterWatch> living = ConcurrentHashMap.newKeySet();

    /** Clusters as this process's environment and the machine's clock have them, until closed. */
    public KubernetesClusters(KubernetesSettings settings, RandomGenerator random) {
        this(settings, random, System.getenv(), InstantSource.system());
    }

    /**
     * @param environment of the process, for the pod's own cluster
     * @param clock for the ends of tokens and the time until a watch is lost
     */
    public KubernetesClusters(
            KubernetesSettings settings, RandomGenerator random, Map<String, String> environment, InstantSource clock) {
        this.settings = settings;
        this.random = random;
        this.clock = clock;
        this.reader = new AccessReader(settings, environment, clock);
        this.clients = new ClusterClients(workers, settings.requestTimeout());
        tellLeases();
    }

    private void tellLeases() {
        line.after(Duration.ofSeconds(1), () -> {
            cachingLines.tellLeases();
            tellLeases();
        });
    }

    @Override
    public Watch start(Target target, ClearDefinition definition, CachingPermit caching, Listener listener) {
        ClusterWatch watch = new ClusterWatch(this, target, definition, listener);
        living.add(watch);
        watch.caching(caching);
        watch.begin();
        return watch;
    }

    /** The accounts that something watches or tries to, by this moment. */
    public Set<String> accounts() {
        Set<String> result = new TreeSet<>();
        living.forEach(watch -> result.add(watch.account()));
        return result;
    }

    /** The accounts that this agent was told to cache, by this moment; a lease may have run out meanwhile. */
    public Map<String, CachingPermit.Granted> granted() {
        return cachingLines.now();
    }

    /** Everything that was begun ends without another word. */
    @Override
    public void close() {
        line.shutdown();
        living.forEach(ClusterWatch::abandon);
        workers.shutdownNow();
        clients.close();
        living.clear();
    }

    void work(Runnable work) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException closed) {
            // Nobody is left to hear of it.
        }
    }

    Scheduler.Task after(Duration delay, Runnable work) {
        return line.after(delay, () -> work(work));
    }

    /** About so long: what began together shall not go on together. */
    Duration about(Duration time) {
        long millis = Math.max(1, time.toMillis());
        return Duration.ofMillis(millis - random.nextLong(millis / 5 + 1));
    }

    Connection connect(ConnectionFields fields) throws CannotConnect {
        return new Connection(clients, reader.read(fields), Connection.Scope.of(fields), settings.requestTimeout());
    }

    KubernetesSettings settings() {
        return settings;
    }

    InstantSource clock() {
        return clock;
    }

    CachingLines cachingLines() {
        return cachingLines;
    }

    void gone(ClusterWatch watch) {
        living.remove(watch);
    }
}
