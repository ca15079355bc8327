package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.SingleThread;
import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.session.Scheduler;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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
 * <p>A watch builds a client from its definition ({@code kubeconfigContents}, {@code kubeconfigFile} or {@code
 * serviceAccount: true}, with {@code context}, {@code insecure}, {@code namespaces} and {@code omitNamespaces}), asks
 * the cluster for its version and namespaces, and keeps one watch open as proof that the cluster answers: of the
 * namespaces, or, without events, in the first of the account's own namespaces. A watch that ends is opened again,
 * after growing pauses; a watch that cannot be opened again for {@link KubernetesSettings#lostAfter} is lost for
 * good.
 *
 * <p>This class does not repeat a start that failed: the control plane does, which counts the failures. Each attempt
 * waits on its own virtual thread, and an open watch waits on no thread, so that a cluster that hangs delays no
 * other, and the number of threads does not grow with the accounts.
 *
 * <p>This agent caches nothing: objects of clusters do not flow through this product. Whether the agent may cache an
 * account is kept and logged for each account, with the epoch and the end of the lease by the agent's own clock, for
 * authors of an agent that caches, and for tests.
 *
 * <p>Definitions come from callers who may write accounts and need not be trusted on this machine: {@link
 * KubernetesSettings} has the permissions for definitions that use this machine. Thread-safe.
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
    private final ClusterSecrets secrets;
    private final CachingLines cachingLines = new CachingLines();
    private final Set<ClusterWatch> living = ConcurrentHashMap.newKeySet();

    /** Creates the clusters with this process's environment and the machine's clock. */
    public KubernetesClusters(KubernetesSettings settings, RandomGenerator random) {
        this(settings, random, System.getenv(), InstantSource.system());
    }

    /**
     * Creates the clusters.
     *
     * @param environment the variables of the process, for the pod's own cluster
     * @param clock for the ends of tokens and the time until a watch is lost
     */
    public KubernetesClusters(
            KubernetesSettings settings, RandomGenerator random, Map<String, String> environment, InstantSource clock) {
        this.settings = settings;
        this.random = random;
        this.clock = clock;
        this.reader = new AccessReader(settings, environment, clock);
        this.clients = new ClusterClients(workers, settings.requestTimeout());
        this.secrets = new ClusterSecrets(reader, clients, settings);
        logLeases();
    }

    private void logLeases() {
        line.after(Duration.ofSeconds(1), () -> {
            cachingLines.logLeases();
            logLeases();
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

    /** Returns the secret engines whose references these clusters resolve. */
    public List<String> secretEngines() {
        return secrets.areAllowed() ? List.of(ClusterSecrets.ENGINE) : List.of();
    }

    /** Returns the accounts whose watch runs or is starting at this moment. */
    public Set<String> accounts() {
        Set<String> result = new TreeSet<>();
        living.forEach(watch -> result.add(watch.account()));
        return result;
    }

    /**
     * Returns the accounts that this agent is permitted to cache at this moment, also those whose lease has run out.
     */
    public Map<String, CachingPermit.Granted> granted() {
        return cachingLines.now();
    }

    /** Ends every watch without a further report. */
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
            // The clusters are closed, and no listener needs the result.
        }
    }

    Scheduler.Task after(Duration delay, Runnable work) {
        return line.after(delay, () -> work(work));
    }

    /** Returns about this time, at random, so that watches that began together do not go on together. */
    Duration about(Duration time) {
        long millis = Math.max(1, time.toMillis());
        return Duration.ofMillis(millis - random.nextLong(millis / 5 + 1));
    }

    /** Returns the fields of a definition, for which the agent's own cluster may be asked. */
    ConnectionFields fields(ClearDefinition definition) throws CannotConnect {
        return ConnectionFields.of(definition, secrets);
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
