package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Exactly one live agent caches an account, and a second one is never told so before the first has let go or run out.
 */
class CachingScenariosTest {

    private final World world = new World();
    private final TestAgent one = world.agent("agent-1", "z1");
    private final TestAgent two = world.agent("agent-2", "z1");

    private List<String> cachers(String name, TestAgent... agents) {
        var cachers = new ArrayList<String>();
        for (TestAgent agent : agents) {
            if (agent.caches().contains(name)) {
                cachers.add(agent.id());
            }
        }
        return cachers;
    }

    private void activate(int accounts) {
        for (int i = 0; i < accounts; i++) {
            world.active("a" + i, one);
        }
    }

    @Test
    void the_only_agent_caches_at_once() {
        world.active("a", one);
        one.poll();
        assertThat(one.caches()).containsExactly("a");
        assertThat(world.view("a").orElseThrow().agents()).allMatch(watcher -> watcher.caching());
    }

    @Test
    void two_cachers() {
        activate(10);
        world.live(Duration.ofSeconds(20), one);
        assertThat(one.caches()).hasSize(10);
        two.poll();
        assertThat(two.caches()).as("the first has not let go yet").isEmpty();
        one.poll();
        assertThat(one.caches()).as("it learned of the new roster").hasSizeLessThan(10);
        two.poll();
        assertThat(two.caches()).as("it has not said so yet").isEmpty();
        one.poll();
        two.poll();
        for (int i = 0; i < 10; i++) {
            assertThat(cachers("a" + i, one, two)).hasSize(1);
        }
        assertThat(two.caches()).isNotEmpty();
    }

    @Test
    void several_replicas_caching() {
        activate(6);
        world.live(Duration.ofSeconds(20), one, two);
        var paused = one;
        var replacement = one.restarted();
        for (int second = 0; second < 70; second++) {
            world.live(Duration.ofSeconds(1), replacement, two);
            for (int i = 0; i < 6; i++) {
                assertThat(cachers("a" + i, paused, replacement, two)).hasSizeLessThanOrEqualTo(1);
            }
        }
        for (int i = 0; i < 6; i++) {
            assertThat(cachers("a" + i, replacement, two)).hasSize(1);
        }
    }

    @Test
    void a_goodbye_hands_over_without_waiting() {
        activate(6);
        world.live(Duration.ofSeconds(20), one, two);
        one.leaves();
        world.live(Duration.ofSeconds(12), two);
        assertThat(two.caches()).hasSize(6);
    }

    @Test
    void a_disconnected_agent_keeps_its_lease() {
        activate(6);
        world.live(Duration.ofSeconds(20), one, two);
        int cached = one.caches().size();
        assertThat(cached).isPositive();
        world.disconnect(one);
        for (int second = 0; second < 60; second++) {
            world.live(Duration.ofSeconds(1), two);
            for (int i = 0; i < 6; i++) {
                assertThat(cachers("a" + i, one, two)).hasSizeLessThanOrEqualTo(1);
            }
        }
        assertThat(two.caches()).hasSize(6);
    }

    @Test
    void fenced_agent_returns__while_it_is_being_expelled_and_caches_nothing_that_another_is_told_to_cache() {
        boolean heldUp = true;
        for (int calls = 0; heldUp; calls++) {
            var store = new FaultyStore();
            var slow = new World(Settings.DEFAULT, store::around);
            var agents = List.of(slow.agent("agent-1", "z1"), slow.agent("agent-2", "z1"));
            slow.active("a", agents.getFirst());
            slow.live(Duration.ofSeconds(30), agents.toArray(TestAgent[]::new));
            TestAgent cacher = agents.get(agents.getFirst().caches().contains("a") ? 0 : 1);
            TestAgent other = agents.get(1 - agents.indexOf(cacher));
            cacher.poll();
            slow.live(Duration.ofSeconds(50), other);
            slow.pass(11);
            store.pauseAfter(calls, cacher::poll);
            slow.sweep();
            heldUp = !store.waits();
            store.heal();
            other.poll();
            other.poll();
            other.poll();
            assertThat(List.of(cacher.caches(), other.caches()))
                    .as("cached after a sweep that was held up at call %d", calls)
                    .isNotEqualTo(List.of(Set.of("a"), Set.of("a")));
        }
    }

    @Test
    void an_agent_that_has_come_back_is_not_expelled_by_a_sweep_that_saw_it_gone() {
        boolean heldUp = true;
        for (int calls = 0; heldUp; calls++) {
            var store = new FaultyStore();
            var slow = new World(Settings.DEFAULT, store::around);
            var first = slow.agent("agent-1", "z1");
            slow.active("a", first);
            slow.live(Duration.ofSeconds(30), first);
            first.poll();
            slow.live(Duration.ofSeconds(50));
            slow.pass(11);
            store.pauseAfter(calls, first::poll);
            slow.sweep();
            heldUp = !store.waits();
            store.heal();
            var second = slow.agent("agent-2", "z1");
            second.poll();
            second.poll();
            assertThat(List.of(first.caches(), second.caches()))
                    .as("cached after a sweep that was held up at call %d", calls)
                    .isNotEqualTo(List.of(Set.of("a"), Set.of("a")));
        }
    }

    @Test
    void an_account_that_moved_is_cached_only_once_its_former_zone_has_let_go() {
        var other = world.agent("agent-3", "z2");
        other.poll();
        world.active("a", one);
        world.live(Duration.ofSeconds(10), one, other);
        one.failsOn("a");
        one.send(List.of(
                TestAgent.says("a", world.account("a").generation(), Assignment.ReportedResult.FAILED, "lost")));
        assertThat(one.caches())
                .as("it failed, and has not looked at its list again")
                .containsExactly("a");
        world.activateIn("z2", "a");
        other.poll();
        other.report();
        other.poll();
        assertThat(other.watches()).containsExactly("a");
        assertThat(cachers("a", one, other)).containsExactly("agent-1");
        one.poll();
        one.poll();
        world.pass(2);
        other.poll();
        assertThat(cachers("a", one, other)).containsExactly("agent-3");
    }

    /** A poll that took long may join after another process had taken the agent's id. */
    @Test
    void joined_too_late__and_is_no_dead_replica_that_is_kept() {
        one.poll();
        Zone read = world.store.zones().find(World.zone("z1"));
        var late = new Zone.Member(read.epoch() + 1, new AgentId(one.id()), new SessionId("late"));
        assertThat(world.store.zones().replaceMembers(read, List.of(late), List.of()))
                .isPresent();

        world.live(Duration.ofSeconds(100));

        assertThat(world.store.zones().find(World.zone("z1")).hasLiveAgents()).isFalse();
    }

    @Test
    void a_goodbye_and_an_arrival_at_one_moment_both_count() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var leaves = interrupted.agent("agent-1", "z1");
        var joins = interrupted.agent("agent-2", "z1");
        leaves.poll();
        meanwhile.beforeEnrolling(joins::poll);
        assertThat(leaves.goodbye()).isTrue();
        assertThat(agentsOf(interrupted)).containsExactly("agent-2");
    }

    @Test
    void a_fence_and_an_arrival_at_one_moment_both_count() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var silent = interrupted.agent("agent-1", "z1");
        var joins = interrupted.agent("agent-2", "z1");
        silent.poll();
        interrupted.live(Duration.ofSeconds(60));
        meanwhile.beforeEnrolling(joins::poll);
        interrupted.pass(1);
        interrupted.sweep();
        assertThat(agentsOf(interrupted)).containsExactly("agent-2");
    }

    private static List<String> agentsOf(World world) {
        return world.store.zones().find(World.zone("z1")).members().stream()
                .map(member -> member.agent().value())
                .toList();
    }

    /** Its function had begun before the other's, and was held up: the lease that the other was told must count. */
    @Test
    void late_beat__a_poll_that_was_held_up_does_not_take_back_when_its_agent_was_last_heard() {
        var store = new FaultyStore();
        var slow = new World(Settings.DEFAULT, store::around);
        var agent = slow.agent("agent-1", "z1");
        slow.active("a", agent);
        agent.poll();
        store.pauseAfter(0, () -> {
            slow.pass(20);
            agent.poll();
        });
        agent.ask();
        store.heal();
        assertThat(slow.store
                        .heartbeats()
                        .find(World.zone("z1"), new AgentId("agent-1"))
                        .orElseThrow()
                        .lastSeen())
                .isEqualTo(slow.now());
        assertThat(agent.caches()).containsExactly("a");
    }

    @Test
    void every_answer_carries_the_epoch_and_a_lease_shorter_than_the_timeout() {
        var first = (Poll.Result.Answer) one.poll();
        two.poll();
        var second = (Poll.Result.Answer) one.poll();
        assertThat(second.epoch()).isGreaterThan(first.epoch());
        assertThat(second.lease()).isLessThan(world.settings.heartbeatTimeout());
    }

    /**
     * A failing account is tried again so often that the agents of its zone never catch up with the newest revision.
     */
    @Test
    void waits_for_a_moving_target__a_moved_account_waits_only_for_the_lists_that_told_of_it() {
        var elsewhere = world.agent("agent-9", "z9");
        world.live(Duration.ofSeconds(20), one, two, elsewhere);
        world.active("a", one);
        world.live(Duration.ofSeconds(20), one, two, elsewhere);
        world.deactivate("a");
        world.live(Duration.ofSeconds(20), one, two, elsewhere);
        world.activateIn("z9", "a");
        for (int second = 0; second < 60; second++) {
            world.store.zones().raiseRevision(World.zone("z1"), false);
            world.live(Duration.ofSeconds(1), one, two, elsewhere);
        }
        assertThat(elsewhere.caches()).containsExactly("a");
    }
}
