package io.dynamicaccounts.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.watch.ClusterFacts;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Keeps the events of a watch. */
final class Heard implements ClusterWatcher.Listener {

    final List<ClusterFacts> facts = new CopyOnWriteArrayList<>();
    final List<String> failures = new CopyOnWriteArrayList<>();
    final List<String> ends = new CopyOnWriteArrayList<>();

    @Override
    public void watching(ClusterFacts found) {
        facts.add(found);
    }

    @Override
    public void failed(String reason) {
        failures.add(reason);
    }

    @Override
    public void stopped() {
        ends.add("stopped");
    }

    @Override
    public void stopFailed(String reason) {
        ends.add(reason);
    }

    ClusterFacts watched() {
        await("watching; failures " + failures, Duration.ofSeconds(20), () -> !facts.isEmpty() || !failures.isEmpty());
        assertThat(failures).isEmpty();
        return facts.getLast();
    }

    String failure() {
        await("failed", Duration.ofSeconds(20), () -> !failures.isEmpty());
        assertThat(failures).hasSize(1);
        return failures.getFirst();
    }

    void stoppedOnce() {
        await("stopped", Duration.ofSeconds(20), () -> !ends.isEmpty());
        assertThat(ends).containsExactly("stopped");
    }

    static void await(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            try {
                Thread.sleep(10);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError(what, stopped);
            }
        }
    }
}
