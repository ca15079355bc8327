package io.dynamicaccounts.agent.simulated;

import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Simulates one watch. Everything except {@link #caching} runs on the scheduler of the clusters. */
final class SimulatedWatch implements ClusterWatcher.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedWatch.class);

    private final SimulatedClusters clusters;
    private final ClusterWatcher.Target target;
    private final ClusterWatcher.Listener listener;
    private boolean stopping;
    private boolean over;

    SimulatedWatch(
            SimulatedClusters clusters,
            ClusterWatcher.Target target,
            CachingPermit caching,
            ClusterWatcher.Listener listener) {
        this.clusters = clusters;
        this.target = target;
        this.listener = listener;
        caching(caching);
    }

    String account() {
        return target.account();
    }

    void begin() {
        clusters.lives(this);
        if (clusters.rules().first(SimulationRule.HangingStart.class, account()).isPresent()) {
            return;
        }
        Duration delay = clusters.rules()
                .first(SimulationRule.SlowStart.class, account())
                .map(SimulationRule.SlowStart::delay)
                .orElseGet(clusters::delay);
        later(delay, this::connected);
    }

    private void connected() {
        Optional<SimulationRule.FailingStart> failure = clusters.rules()
                .first(SimulationRule.FailingStart.class, account())
                .filter(rule -> clusters.applies(rule, account(), rule.times()));
        if (failure.isPresent()) {
            end();
            listener.failed("simulated: " + failure.get().reason());
            return;
        }
        LOG.debug("{} is watched (simulated)", account());
        listener.watching(InventedFacts.of(account()));
        clusters.rules()
                .first(SimulationRule.Loss.class, account())
                .ifPresent(loss -> later(loss.after(), () -> {
                    end();
                    listener.failed("simulated: " + loss.reason());
                }));
    }

    @Override
    public void stop() {
        clusters.line().execute(() -> {
            if (!over) {
                // From now on a start that is still under way reports nothing.
                stopping = true;
                clusters.line().after(clusters.delay(), this::disconnected);
            }
        });
    }

    private void disconnected() {
        if (over) {
            return;
        }
        Optional<SimulationRule.FailingStop> failure = clusters.rules()
                .first(SimulationRule.FailingStop.class, account())
                .filter(rule -> clusters.applies(rule, account(), rule.times()));
        if (failure.isPresent()) {
            listener.stopFailed("simulated: " + failure.get().reason());
        } else {
            end();
            listener.stopped();
        }
    }

    /**
     * Logs the permit in the form of the reference agent's lines. The lease, which moves on with each poll, logs
     * itself.
     */
    @Override
    public void caching(CachingPermit caching) {
        switch (caching) {
            case CachingPermit.Off _ ->
                LOG.debug("caching account={} generation={} caching=off (simulated)", account(), target.generation());
            case CachingPermit.Granted granted ->
                LOG.debug(
                        "caching account={} generation={} epoch={} caching=on until={} (simulated)",
                        account(),
                        target.generation(),
                        granted.epoch(),
                        granted.lease().until());
        }
    }

    private void later(Duration delay, Runnable step) {
        clusters.line().after(delay, () -> {
            if (!over && !stopping) {
                step.run();
            }
        });
    }

    private void end() {
        over = true;
        clusters.gone(this);
    }
}
