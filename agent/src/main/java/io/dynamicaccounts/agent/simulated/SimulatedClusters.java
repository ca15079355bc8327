package io.dynamicaccounts.agent.simulated;

import io.dynamicaccounts.agent.SingleThread;
import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.session.Scheduler;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clusters that do not exist. Nothing is connected to: after a small random delay a watch says that it watches and invents what it
 * found, the same for the same account; or it fails as the rules say. Everything it says carries the word "simulated".
 *
 * <p>One line of work serves all watches, and may serve several agents. What counts "times" counts them over its whole life.
 */
public final class SimulatedClusters implements ClusterWatcher, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedClusters.class);

    /** About what connecting to a real one takes. */
    private static final Duration SHORTEST = Duration.ofMillis(20);

    private static final Duration LONGEST = Duration.ofMillis(250);

    private final SimulationRules rules;
    private final RandomGenerator random;
    private final Scheduler line;
    private final Runnable release;
    /** Only touched on the line. */
    private final Map<SimulationRule, Map<String, Integer>> used = new HashMap<>();

    private final Set<SimulatedWatch> living = ConcurrentHashMap.newKeySet();

    /** Clusters on a thread of their own, until closed. */
    public SimulatedClusters(SimulationRules rules, RandomGenerator random) {
        this(rules, random, new SingleThread("simulated-clusters"));
    }

    private SimulatedClusters(SimulationRules rules, RandomGenerator random, SingleThread own) {
        this(rules, random, own, own::shutdown);
        LOG.info("All clusters of this process are simulated");
    }

    /** Clusters on a line of work that others own. */
    public SimulatedClusters(SimulationRules rules, RandomGenerator random, Scheduler line) {
        this(rules, random, line, () -> {});
    }

    private SimulatedClusters(SimulationRules rules, RandomGenerator random, Scheduler line, Runnable release) {
        this.rules = rules;
        this.random = random;
        this.line = line;
        this.release = release;
    }

    @Override
    public Watch start(Target target, ClearDefinition definition, CachingPermit caching, Listener listener) {
        SimulatedWatch watch = new SimulatedWatch(this, target, caching, listener);
        line.execute(watch::begin);
        return watch;
    }

    /** The accounts that something watches or tries to, by this moment. */
    public Set<String> accounts() {
        Set<String> result = new TreeSet<>();
        living.forEach(watch -> result.add(watch.account()));
        return result;
    }

    /** Everything that was begun ends without another word. */
    @Override
    public void close() {
        release.run();
        living.clear();
    }

    SimulationRules rules() {
        return rules;
    }

    Scheduler line() {
        return line;
    }

    void lives(SimulatedWatch watch) {
        living.add(watch);
    }

    void gone(SimulatedWatch watch) {
        living.remove(watch);
    }

    Duration delay() {
        return SHORTEST.plusMillis(random.nextLong(LONGEST.minus(SHORTEST).toMillis()));
    }

    /** Whether a rule that applies so many times to each account still applies to this one; if so, it has been used once more. */
    boolean applies(SimulationRule rule, String account, int times) {
        return used.computeIfAbsent(rule, _ -> new HashMap<>()).merge(account, 1, Integer::sum) <= times;
    }
}
