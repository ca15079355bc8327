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
 * Watches clusters that do not exist. No watch connects to anything: after a small random delay a watch reports
 * invented facts, the same facts for the same account, or fails according to the rules. Every report contains the
 * word "simulated".
 *
 * <p>One scheduler serves all watches, and may serve several agents. A rule that counts "times" counts them from the
 * creation of these clusters on.
 */
public final class SimulatedClusters implements ClusterWatcher, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedClusters.class);

    /** About as long as a connection to a real cluster takes. */
    private static final Duration SHORTEST = Duration.ofMillis(20);

    private static final Duration LONGEST = Duration.ofMillis(250);

    private final SimulationRules rules;
    private final RandomGenerator random;
    private final Scheduler line;
    private final Runnable release;
    /** Only touched by work of the scheduler. */
    private final Map<SimulationRule, Map<String, Integer>> used = new HashMap<>();

    private final Set<SimulatedWatch> living = ConcurrentHashMap.newKeySet();

    /** Creates clusters with a thread of their own, until closed. */
    public SimulatedClusters(SimulationRules rules, RandomGenerator random) {
        this(rules, random, new SingleThread("simulated-clusters"));
    }

    private SimulatedClusters(SimulationRules rules, RandomGenerator random, SingleThread own) {
        this(rules, random, own, own::shutdown);
        LOG.info("All clusters of this process are simulated");
    }

    /** Creates clusters on a scheduler that the caller owns. */
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

    /** Returns the accounts whose watch runs or is starting at this moment. */
    public Set<String> accounts() {
        Set<String> result = new TreeSet<>();
        living.forEach(watch -> result.add(watch.account()));
        return result;
    }

    /** Ends every watch without a further report. */
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

    /**
     * Counts one use of a rule that applies so many times to each account, and returns whether the rule still
     * applied.
     */
    boolean applies(SimulationRule rule, String account, int times) {
        return used.computeIfAbsent(rule, _ -> new HashMap<>()).merge(account, 1, Integer::sum) <= times;
    }
}
