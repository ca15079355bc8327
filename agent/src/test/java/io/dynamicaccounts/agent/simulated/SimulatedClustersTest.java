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

    /** A scheduler whose time moves on as soon as no work is left at the present time, as in a simulation. */
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
    void a_watch_starts_after_a_short_delay_and_stops_after_another() {
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
    void facts_are_invented_are_marked_as_simulated_and_are_always_the_same() {
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
    void failures_are_permanent_or_limited_for_each_account() {
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
    void a_start_that_is_stopped_reports_only_the_stop() {
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
    void rules_can_be_read_from_a_file(@TempDir Path directory) throws IOException {
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
    void rules_may_be_separated_by_commas_and_reasons_may_have_commas(String rules) {
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
    void a_comma_that_separates_no_rule_is_refused_with_the_form_of_several_rules(String rule) {
        assertThatThrownBy(() -> SimulationRules.parse(List.of(rule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + rule + "'", "several with spaces or commas between them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "fail=", "fail=:x", "slow=a", "slow=a:soon", "explode=a", "lose=a", "=a"})
    void a_text_that_is_no_rule_is_refused_and_quoted(String rule) {
        assertThatThrownBy(() -> SimulationRules.parse(List.of(rule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + rule + "'");
    }
}
