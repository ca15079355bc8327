package io.dynamicaccounts.agent.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.session.Scheduler;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedClustersTest {

    /** Time that passes as soon as nothing is left to do at this moment: what these tests share with a simulation. */
    private static final class Time implements Scheduler {
        private record Work(long at, long order, Runnable work) {}

        private final PriorityQueue<Work> queue =
                new PriorityQueue<>(Comparator.comparingLong(Work::at).thenComparingLong(Work::order));
        private long now;
        private long count;

        @Override
        public Task after(Duration delay, Runnable work) {
            Work entry = new Work(now + delay.toMillis(), count++, work);
            queue.add(entry);
            return () -> queue.remove(entry);
        }

        void pass(Duration time) {
            long end = now + time.toMillis();
            while (!queue.isEmpty() && queue.peek().at() <= end) {
                Work next = queue.remove();
                now = next.at();
                next.work().run();
            }
            now = end;
        }
    }

    private final Time time = new Time();
    private final List<String> heard = new ArrayList<>();
    private final List<ClusterFacts> facts = new ArrayList<>();

    private SimulatedClusters clusters(String... rules) {
        return new SimulatedClusters(SimulationRules.parse(List.of(rules)), new Random(1), time);
    }

    private ClusterWatcher.Watch start(SimulatedClusters clusters, String account) {
        return clusters.start(
                new ClusterWatcher.Target(account, 1),
                new ClearDefinition(Map.of()),
                new CachingPermit.Off(),
                new ClusterWatcher.Listener() {
                    @Override
                    public void watching(ClusterFacts found) {
                        facts.add(found);
                        heard.add(account + " watching");
                    }

                    @Override
                    public void failed(String reason) {
                        heard.add(account + " failed " + reason);
                    }

                    @Override
                    public void stopped() {
                        heard.add(account + " stopped");
                    }

                    @Override
                    public void stopFailed(String reason) {
                        heard.add(account + " stop failed " + reason);
                    }
                });
    }

    @Test
    void a_cluster_is_watched_after_a_moment_and_stopped_after_another() {
        SimulatedClusters clusters = clusters();
        ClusterWatcher.Watch watch = start(clusters, "a");
        assertThat(heard).isEmpty();
        time.pass(Duration.ofMillis(300));
        assertThat(heard).containsExactly("a watching");
        assertThat(clusters.accounts()).containsExactly("a");
        watch.stop();
        time.pass(Duration.ofMillis(300));
        assertThat(heard).containsExactly("a watching", "a stopped");
        assertThat(clusters.accounts()).isEmpty();
    }

    @Test
    void what_it_finds_is_invented_and_says_so_and_is_the_same_every_time() {
        start(clusters(), "Prod.eu_1");
        start(clusters(), "Prod.eu_1");
        start(clusters(), "b");
        time.pass(Duration.ofSeconds(1));
        assertThat(facts.get(0))
                .isEqualTo(facts.stream().filter(facts.get(0)::equals).toList().get(1));
        assertThat(facts)
                .extracting(ClusterFacts::kubeVersion)
                .allSatisfy(version -> assertThat(version).contains("simulated"));
        assertThat(facts)
                .extracting(ClusterFacts::kubeHost)
                .allSatisfy(host -> assertThat(host).contains(".simulated.invalid"));
        assertThat(facts).extracting(ClusterFacts::certFingerprint).doesNotContainNull();
        assertThat(facts)
                .extracting(ClusterFacts::namespaces)
                .allSatisfy(each -> assertThat(each).contains("default"));
    }

    @Test
    void failures_are_for_ever_or_so_many_times_each() {
        SimulatedClusters clusters =
                clusters("fail=bad-*:x509: certificate signed by unknown authority", "fail=shy:not yet:2");
        for (int i = 0; i < 3; i++) {
            start(clusters, "bad-1");
            start(clusters, "shy");
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(heard)
                .filteredOn(each -> each.startsWith("bad"))
                .hasSize(3)
                .containsOnly("bad-1 failed simulated: x509: certificate signed by unknown authority");
        assertThat(heard)
                .filteredOn(each -> each.startsWith("shy"))
                .containsExactly("shy failed simulated: not yet", "shy failed simulated: not yet", "shy watching");
        assertThat(clusters.accounts()).containsExactly("shy");
    }

    @Test
    void one_bad_cluster__a_hanging_or_slow_one_delays_no_other_and_can_be_stopped() {
        SimulatedClusters clusters = clusters("hang=dead", "slow=lame*:5000");
        ClusterWatcher.Watch dead = start(clusters, "dead");
        start(clusters, "lame1");
        start(clusters, "a");
        time.pass(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("a watching");
        time.pass(Duration.ofSeconds(4));
        assertThat(heard).containsExactly("a watching", "lame1 watching");
        dead.stop();
        time.pass(Duration.ofSeconds(1));
        assertThat(heard).last().isEqualTo("dead stopped");
    }

    @Test
    void a_start_that_is_stopped_meanwhile_says_nothing_but_that_it_stopped() {
        ClusterWatcher.Watch watch = start(clusters("slow=*:100"), "a");
        watch.stop();
        time.pass(Duration.ofSeconds(1));
        watch.stop();
        time.pass(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("a stopped");
    }

    @Test
    void a_stop_can_fail_and_be_tried_again() {
        SimulatedClusters clusters = clusters("stopfail=*:busy:1");
        ClusterWatcher.Watch watch = start(clusters, "a");
        time.pass(Duration.ofSeconds(1));
        watch.stop();
        time.pass(Duration.ofSeconds(1));
        assertThat(clusters.accounts()).containsExactly("a");
        watch.stop();
        time.pass(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("a watching", "a stop failed simulated: busy", "a stopped");
    }

    @Test
    void a_watch_can_be_lost() {
        start(clusters("lose=a:2000:410 Gone"), "a");
        time.pass(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("a watching");
        time.pass(Duration.ofSeconds(2));
        assertThat(heard).last().isEqualTo("a failed simulated: 410 Gone");
    }

    @Test
    void rules_can_stand_in_a_file(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("rules");
        Files.writeString(file, "# what goes wrong\n\n fail=a:first \nfail=*:second\n");
        SimulatedClusters clusters = new SimulatedClusters(SimulationRules.read(file), new Random(1), time);
        start(clusters, "a");
        start(clusters, "b.c");
        time.pass(Duration.ofSeconds(1));
        assertThat(heard).containsExactlyInAnyOrder("a failed simulated: first", "b.c failed simulated: second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fail=a:down, for now,slow=b:700",
                "fail=a:down, for now, slow=b:700",
                "fail=a:down, for now,slow=b:700,",
            })
    void rules_may_be_separated_by_commas_which_a_reason_may_have_too(String rules) {
        SimulatedClusters clusters = clusters(rules);
        start(clusters, "a");
        start(clusters, "b");
        time.pass(Duration.ofMillis(600));
        assertThat(heard).containsExactly("a failed simulated: down, for now");
        time.pass(Duration.ofMillis(600));
        assertThat(heard).containsExactly("a failed simulated: down, for now", "b watching");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail=a,b", "hang=a,nonsense=b", "fail=a,b:reason"})
    void a_comma_that_begins_no_rule_is_refused_and_how_to_give_several_is_said(String rule) {
        assertThatThrownBy(() -> SimulationRules.parse(List.of(rule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + rule + "'", "several with spaces or commas between them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "fail=", "fail=:x", "slow=a", "slow=a:soon", "explode=a", "lose=a", "=a"})
    void what_is_no_rule_is_refused_and_named(String rule) {
        assertThatThrownBy(() -> SimulationRules.parse(List.of(rule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + rule + "'");
    }
}
