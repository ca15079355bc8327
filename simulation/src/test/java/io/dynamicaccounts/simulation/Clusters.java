package io.dynamicaccounts.simulation;

import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.session.Scheduler;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Simulated clusters as one process sees them: reached or not as the weather says. */
final class Clusters implements ClusterWatcher {

    private final Scheduler line;
    private final String agent;
    private final Weather weather;
    private final Random random;
    private final Set<Watched> watched = new LinkedHashSet<>();
    private final Map<String, Hang> hung = new HashMap<>();

    /** How a stop never ends. */
    private enum Hang {
        REFUSES,
        IS_SILENT
    }

    Clusters(Scheduler line, String agent, Weather weather, Random random) {
        this.line = line;
        this.agent = agent;
        this.weather = weather;
        this.random = random;
    }

    @Override
    public Watch start(Target target, ClearDefinition definition, CachingPermit caching, Listener listener) {
        var watch = new Watched(target, caching, listener);
        watched.add(watch);
        line.after(Duration.ofMillis(20 + random.nextInt(800)), watch::connected);
        return watch;
    }

    /** Everything that is watched, or begins to be, or has not ended yet. */
    Set<Watched> watched() {
        return watched;
    }

    /** From now on no watch of this account ever ends. */
    void hang(String account, boolean answers) {
        hung.put(account, answers ? Hang.REFUSES : Hang.IS_SILENT);
    }

    /** Whether it cannot let go of this account, ever. */
    boolean hangs(String account) {
        return hung.containsKey(account)
                && watched.stream().anyMatch(watch -> watch.target.account().equals(account) && watch.stopping);
    }

    /** A cluster has gone: its watches are lost unless it is back within seconds. */
    void look(String account) {
        watched.stream().filter(watch -> watch.target.account().equals(account)).forEach(Watched::lookSoon);
    }

    private boolean reachable(String account) {
        return weather.reachable(new Pair(agent, account));
    }

    /** One watch. */
    final class Watched implements Watch {
        private final Target target;
        private final Listener listener;
        private CachingPermit caching;
        private boolean stopping;

        private Watched(Target target, CachingPermit caching, Listener listener) {
            this.target = target;
            this.caching = caching;
            this.listener = listener;
        }

        Target target() {
            return target;
        }

        /** By what this process was told and by its own clock. */
        boolean mayCache() {
            return caching instanceof CachingPermit.Granted granted
                    && granted.lease().holds();
        }

        private void connected() {
            if (stopping || !watched.contains(this)) {
                return;
            }
            if (!reachable(target.account())) {
                watched.remove(this);
                listener.failed("not reached");
                return;
            }
            listener.watching(new ClusterFacts("https://" + target.account(), "v1", null, List.of("default")));
        }

        /** Nobody looks for as long as all clusters are there, so that weeks cost little. */
        private void lookSoon() {
            line.after(Duration.ofMillis(random.nextInt(10_000)), () -> {
                if (!stopping && watched.contains(this) && !reachable(target.account())) {
                    watched.remove(this);
                    listener.failed("lost");
                }
            });
        }

        @Override
        public void stop() {
            stopping = true;
            var pair = new Pair(agent, target.account());
            Hang hang = hung.get(target.account());
            if (hang == Hang.IS_SILENT || weather.silent(pair)) {
                return;
            }
            line.after(Duration.ofMillis(10 + random.nextInt(400)), () -> {
                if (!watched.contains(this)) {
                    return;
                }
                if (hang == Hang.REFUSES || weather.stuck(pair)) {
                    listener.stopFailed("stuck");
                } else {
                    watched.remove(this);
                    listener.stopped();
                }
            });
        }

        @Override
        public void caching(CachingPermit now) {
            caching = now;
        }
    }
}
