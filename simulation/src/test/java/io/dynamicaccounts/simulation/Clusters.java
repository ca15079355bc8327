package io.dynamicaccounts.simulation;

import io.dynamicaccounts.agent.protocol.Definition;
import io.dynamicaccounts.agent.session.Scheduler;
import io.dynamicaccounts.agent.watch.Caching;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Simulated clusters as one process sees them: reached or not as the weather says. */
final class Clusters implements ClusterWatcher {

    private final Scheduler line;
    private final Weather weather;
    private final Random random;
    private final Set<Watched> watched = new LinkedHashSet<>();

    Clusters(Scheduler line, Weather weather, Random random) {
        this.line = line;
        this.weather = weather;
        this.random = random;
    }

    @Override
    public Watch start(Target target, Definition definition, Caching caching, Listener listener) {
        var watch = new Watched(target, caching, listener);
        watched.add(watch);
        line.after(Duration.ofMillis(20 + random.nextInt(800)), watch::connected);
        return watch;
    }

    /** Everything that is watched, or begins to be, or has not ended yet. */
    Set<Watched> watched() {
        return watched;
    }

    /** One watch. */
    final class Watched implements Watch {
        private final Target target;
        private final Listener listener;
        private Caching caching;
        private boolean stopping;

        private Watched(Target target, Caching caching, Listener listener) {
            this.target = target;
            this.caching = caching;
            this.listener = listener;
        }

        Target target() {
            return target;
        }

        /** By what this process was told and by its own clock. */
        boolean mayCache() {
            return caching instanceof Caching.Granted granted && granted.lease().holds();
        }

        private void connected() {
            if (stopping || !watched.contains(this)) {
                return;
            }
            if (!weather.reachable(target.account())) {
                watched.remove(this);
                listener.failed("not reached");
                return;
            }
            listener.watching(new ClusterFacts("https://" + target.account(), "v1", null, List.of("default")));
            lookAgain();
        }

        /** A watch is lost for good once its cluster cannot be reached. */
        private void lookAgain() {
            line.after(Duration.ofSeconds(5 + random.nextInt(5)), () -> {
                if (stopping || !watched.contains(this)) {
                    return;
                }
                if (!weather.reachable(target.account())) {
                    watched.remove(this);
                    listener.failed("lost");
                    return;
                }
                lookAgain();
            });
        }

        @Override
        public void stop() {
            stopping = true;
            line.after(Duration.ofMillis(10 + random.nextInt(400)), () -> {
                if (!watched.contains(this)) {
                    return;
                }
                if (weather.stuck(target.account())) {
                    listener.stopFailed("stuck");
                } else {
                    watched.remove(this);
                    listener.stopped();
                }
            });
        }

        @Override
        public void caching(Caching now) {
            caching = now;
        }
    }
}
