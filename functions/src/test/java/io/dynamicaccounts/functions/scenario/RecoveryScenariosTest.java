package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.History.PastTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Success resets the retries, and a cluster's outage needs no operator, however long it lasts. */
class RecoveryScenariosTest {

    private final World world = new World();
    private final TestAgent agent = world.agent("agent-1", "z1");

    /** The cluster is lost and can be reached again at once: the watch ends, and the next start succeeds. */
    private void losesOnce(String name) {
        agent.failsOn(name);
        agent.send(List.of(
                TestAgent.says(name, world.account(name).generation(), Assignment.ReportedResult.FAILED, "lost")));
        agent.managesAgain(name);
        world.live(Duration.ofMinutes(2), agent);
    }

    @Test
    void retries_never_reset__single_losses_on_different_days_are_each_retried_at_once() {
        world.active("a", agent);
        for (int day = 1; day <= 10; day++) {
            losesOnce("a");
            assertThat(world.state("a")).as("day %s", day).isEqualTo(VisibleState.ACTIVE);
            assertThat(world.account("a").retries()).as("day %s", day).isEqualTo(1);
            world.live(Duration.ofHours(23), agent);
        }
    }

    @Test
    void a_cluster_that_flaps_within_the_hour_is_tried_ever_more_seldom() {
        world.active("a", agent);
        for (int loss = 0; loss < 30; loss++) {
            losesOnce("a");
            world.live(Duration.ofMinutes(10), agent);
        }
        assertThat(world.account("a").retries()).isBetween(10, 25);
    }

    @Test
    void a_new_definition_begins_the_count_anew_and_is_tried_at_once() {
        world.active("a", agent.failsOn("a"));
        world.live(Duration.ofMinutes(40), agent);
        assertThat(world.state("a")).isEqualTo(VisibleState.FAILED);
        assertThat(world.account("a").retries()).isGreaterThan(5);

        agent.managesAgain("a");
        world.redefine("a", new HashMap<>(Map.of("name", "a", "kubeconfigFile", "/kube/right")));
        assertThat(world.account("a").retries()).isZero();
        world.live(Duration.ofSeconds(35), agent);

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void a_start_that_failed_as_often_as_it_is_retried_says_when_it_is_tried_next() {
        world.active("a", agent.failsOn("a"));
        world.live(Duration.ofMinutes(60), agent);
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_STARTING);
        assertThat(world.account("a").message().orElseThrow()).contains("connection refused");
        Instant due = world.account("a").due().orElseThrow();
        assertThat(due).isBetween(world.now(), world.now().plusSeconds(900));
    }

    @Test
    void the_waits_between_the_tries_grow_up_to_the_bound() {
        world.active("a", agent.failsOn("a"));
        world.live(Duration.ofHours(6), agent);
        List<Instant> retries = world.store.history().of(World.name("a"), 1_000).stream()
                .filter(transition -> transition.event().label().equals("retry"))
                .map(PastTransition::time)
                .sorted()
                .toList();
        assertThat(retries).hasSizeBetween(25, 45);
        Duration first = Duration.between(retries.get(3), retries.get(4));
        Duration last = Duration.between(retries.get(retries.size() - 2), retries.getLast());
        assertThat(first).isLessThan(Duration.ofSeconds(60));
        assertThat(last).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(900));
    }

    @Test
    void outage_needs_hands__three_hundred_clusters_that_were_dark_for_four_hours_come_back_within_sixteen_minutes() {
        String[] names = IntStream.range(0, 300).mapToObj(i -> "a" + i).toArray(String[]::new);
        world.migrate("z1", names);
        world.activate(names);
        agent.capacity(300);
        world.live(Duration.ofSeconds(30), agent);
        assertThat(names).allMatch(name -> world.state(name) == VisibleState.ACTIVE);

        agent.failsOn(names);
        for (String name : names) {
            agent.send(List.of(
                    TestAgent.says(name, world.account(name).generation(), Assignment.ReportedResult.FAILED, "lost")));
        }
        world.live(Duration.ofHours(4), agent);
        assertThat(names).allMatch(name -> world.state(name) == VisibleState.FAILED);

        agent.managesAgain(names);
        world.live(Duration.ofMinutes(16), agent);
        assertThat(names).allMatch(name -> world.state(name) == VisibleState.ACTIVE);
    }

    @Test
    void an_account_that_looks_for_a_zone_tries_every_zone_again() {
        var other = world.agent("agent-2", "z2").failsOn("a");
        world.live(Duration.ofSeconds(20), agent.failsOn("a"), other);
        world.migrateAnywhere("a");
        world.activate("a");
        world.live(Duration.ofMinutes(10), agent, other);
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_STARTING);

        String last = world.account("a").zone().orElseThrow().value();
        (last.equals("z1") ? other : agent).managesAgain("a");
        world.live(Duration.ofMinutes(16), agent, other);

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.account("a").zone()).isNotEqualTo(Optional.of(World.zone(last)));
    }

    /** As a function does that is configured so, or one of an earlier version. */
    @Test
    void what_was_left_to_an_operator_before_recovery_was_turned_on_is_found_by_the_next_list() {
        World off = World.withoutRecovery();
        var failing = off.agent("agent-1", "z1").failsOn("a");
        off.active("a", failing);
        off.live(Duration.ofMinutes(10), failing);
        assertThat(off.account("a").due()).isEmpty();

        var on = new World(World.settings(Timing.DEFAULT, Duration.ofSeconds(60)), off.store, off.clock());
        var restarted = on.agent("agent-1", "z1");
        on.live(Duration.ofMinutes(20), restarted);

        assertThat(on.state("a")).isEqualTo(VisibleState.ACTIVE);
    }
}
