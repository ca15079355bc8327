package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.operator.Activate;
import io.dynamicaccounts.functions.operator.Redefine;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The life of an account as operators, agents and the sweep make it, one row of the lifecycle table after the other.
 */
class LifecycleScenariosTest {

    private final World world = new World();

    @Test
    void exists_but_is_not_listed__an_account_keeps_its_name_when_an_earlier_life_was_removed_while_it_began() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var fields = Map.<String, Object>of("name", "a", "serviceAccount", true);
        meanwhile.before(Event.PROVISION, () -> {
            interrupted.provision("z1", "a", fields);
            interrupted.delete("a");
        });
        interrupted.provision("z1", "a", fields);
        assertThat(interrupted.account("a").version()).isEqualTo(3);
        assertThat(interrupted.store.names().after(null, 10))
                .extracting(AccountNames.Entry::name)
                .containsExactly(World.name("a"));
    }

    /** Whoever asked for the answer cannot know that it was to bring something. */
    @Test
    void an_orphan_whose_agent_failed_is_asked_for_again_also_when_an_answer_is_lost() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.live(Duration.ofSeconds(100));
        assertThat(world.state("a")).isEqualTo(VisibleState.ORPHANED);
        agent.failsOn("a").poll();
        agent.report();
        world.pass(6);
        agent.ask();
        agent.managesAgain("a");

        world.live(Duration.ofMinutes(6), agent);

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void a_migrated_account_rests_inactive_until_it_is_activated() {
        world.migrate("z1", "a");
        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
        world.activate("a");
        assertThat(world.state("a")).isEqualTo(VisibleState.TO_MIGRATE);
    }

    @Test
    void an_agent_takes_it_up_and_confirms_it() {
        var agent = world.agent("agent-1", "z1");
        world.migrate("z1", "a");
        world.activate("a");
        agent.poll();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVATING);
        assertThat(agent.watches()).containsExactly("a");
        agent.report();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.watchers("a")).containsExactly("agent-1");
        assertThat(world.view("a").orElseThrow().observed().kubeHost()).contains("https://a");
        assertThat(world.history("a")).containsExactly("confirm", "assign", "activate", "provision");
    }

    @Test
    void every_agent_of_the_zone_watches_it() {
        var one = world.agent("agent-1", "z1");
        var two = world.agent("agent-2", "z1");
        two.poll();
        world.active("a", one);
        world.live(Duration.ofSeconds(30), one, two);
        assertThat(world.watchers("a")).containsExactly("agent-1", "agent-2");
    }

    @Test
    void agents_of_another_zone_hear_nothing_of_it() {
        var agent = world.agent("agent-1", "z1");
        var stranger = world.agent("agent-2", "z2");
        world.active("a", agent);
        world.live(Duration.ofSeconds(30), agent, stranger);
        assertThat(stranger.watches()).isEmpty();
        assertThat(stranger.definitions("a").denied()).containsExactly(World.name("a"));
    }

    @Test
    void capacity_bounds_starts_and_the_rest_follows_soon() {
        var agent = world.agent("agent-1", "z1").capacity(2);
        world.migrate("z1", "a", "b", "c", "d", "e");
        world.activate("a", "b", "c", "d", "e");
        agent.poll();
        assertThat(agent.watches()).hasSize(2);
        agent.report();
        world.live(Duration.ofSeconds(5), agent);
        assertThat(agent.watches()).hasSize(5);
    }

    @Test
    void deactivating_waits_until_every_live_agent_has_let_go() {
        var one = world.agent("agent-1", "z1");
        var two = world.agent("agent-2", "z1");
        two.poll();
        world.active("a", one);
        world.live(Duration.ofSeconds(20), one, two);
        world.deactivate("a");
        assertThat(world.state("a")).isEqualTo(VisibleState.TO_DEACTIVATE);
        one.poll();
        assertThat(world.state("a")).isEqualTo(VisibleState.DEACTIVATING);
        one.poll();
        assertThat(world.state("a")).as("the other agent still watches").isEqualTo(VisibleState.DEACTIVATING);
        two.poll();
        two.poll();
        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
        assertThat(one.watches()).isEmpty();
        assertThat(two.watches()).isEmpty();
    }

    @Test
    void a_report_of_stopped_ends_a_stop_as_well_as_an_acknowledgement() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.deactivate("a");
        agent.poll();
        agent.report();
        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
    }

    @Test
    void deleting_an_active_account_stops_it_first() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.delete("a");
        assertThat(world.state("a")).isEqualTo(VisibleState.TO_DEACTIVATE);
        world.live(Duration.ofSeconds(30), agent);
        assertThat(world.view("a")).isEmpty();
        assertThat(agent.watches()).isEmpty();
        assertThat(world.history("a")).startsWith("stopped");
    }

    @Test
    void a_removed_name_returns_with_version_and_generation_going_on() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.delete("a");
        world.live(Duration.ofSeconds(30), agent);
        long version = world.account("a").version();
        long generation = world.account("a").generation();
        world.active("a", agent);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.account("a").version()).isGreaterThan(version);
        assertThat(world.account("a").generation()).isGreaterThan(generation);
    }

    @Test
    void without_recovery_a_failed_start_is_tried_again_a_bounded_number_of_times() {
        World once = World.withoutRecovery();
        var agent = once.agent("agent-1", "z1").failsOn("a");
        once.active("a", agent);
        assertThat(once.standing("a")).isEqualTo(AccountState.FAILED_STARTING);
        assertThat(once.account("a").message().orElseThrow())
                .contains("agent-1")
                .contains("connection refused");
        once.live(Duration.ofMinutes(5), agent);
        assertThat(once.standing("a")).isEqualTo(AccountState.FAILED_STARTING);
        assertThat(once.account("a").retries()).isEqualTo(3);
        assertThat(once.history("a").stream().filter("retry"::equals)).hasSize(3);
    }

    @Test
    void a_failed_start_that_comes_right_is_active() {
        var agent = world.agent("agent-1", "z1").failsOn("a");
        world.active("a", agent);
        agent.managesAgain("a");
        world.live(Duration.ofSeconds(20), agent);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void one_agent_that_fails_beside_one_that_watches_leaves_it_active() {
        var good = world.agent("agent-1", "z1");
        var bad = world.agent("agent-2", "z1").failsOn("a");
        bad.poll();
        world.active("a", good);
        world.live(Duration.ofSeconds(60), good, bad);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.watchers("a")).containsExactly("agent-1");
        bad.managesAgain("a");
        var restarted = bad.restarted();
        world.live(Duration.ofSeconds(30), good, restarted);
        assertThat(world.watchers("a")).containsExactly("agent-1", "agent-2");
    }

    @Test
    void a_poll_that_dies_while_it_retries_leaves_no_gap_of_two_in_the_history() {
        for (int calls = 0; calls < 12; calls++) {
            var store = new FaultyStore();
            var mortal = new World(Settings.DEFAULT, store::around);
            var agent = mortal.agent("agent-1", "z1").failsOn("a");
            mortal.active("a", agent);
            agent.managesAgain("a");
            mortal.pass(5);
            store.failAfter(calls, FaultyStore.Fault.KILLED_AFTER);
            assertThatThrownBy(agent::poll).isInstanceOf(FaultyStore.Died.class);
            mortal.live(Duration.ofSeconds(30), agent);
            assertThat(mortal.account("a").version() - mortal.history("a").size())
                    .as("transitions that the history lacks when the poll dies at call %d", calls)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void an_active_account_that_every_agent_loses_is_failed_and_tried_again() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        agent.send(java.util.List.of(TestAgent.says(
                "a", world.account("a").generation(), Assignment.ReportedResult.FAILED, "401 from the cluster")));
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_STARTING);
        world.live(Duration.ofSeconds(30), agent);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void a_start_that_nobody_confirms_fails_at_its_deadline() {
        var agent = world.agent("agent-1", "z1").hangsOn("a");
        world.active("a", agent);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVATING);
        world.live(Duration.ofSeconds(320), agent);
        assertThat(world.history("a")).contains("start failed");
    }

    @Test
    void an_account_whose_zone_has_no_agent_fails_and_is_taken_up_once_one_lives() {
        world.migrate("z1", "a");
        world.activate("a");
        world.live(Duration.ofSeconds(30));
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_NO_AGENT);
        assertThat(world.account("a").message()).contains("no live agent in zone z1");
        var agent = world.agent("agent-1", "z1");
        agent.poll();
        agent.report();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void an_account_whose_last_agent_dies_while_it_starts_waits_for_the_next() {
        var agent = world.agent("agent-1", "z1").hangsOn("a");
        world.active("a", agent);
        world.live(Duration.ofSeconds(100));
        assertThat(world.standing("a")).isIn(AccountState.TO_MIGRATE, AccountState.FAILED_NO_AGENT);
        var next = world.agent("agent-2", "z1");
        world.live(Duration.ofSeconds(20), next);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.account("a").retries()).isEqualTo(1);
    }

    @Test
    void without_recovery_a_start_that_kills_its_agents_ends() {
        World once = World.withoutRecovery();
        once.migrate("z1", "a");
        once.activate("a");
        for (int life = 0; life < 6; life++) {
            once.agent("agent-1", "z1").hangsOn("a").poll();
            once.live(Duration.ofSeconds(100));
        }
        assertThat(once.standing("a")).isEqualTo(AccountState.FAILED_STARTING);
        assertThat(once.account("a").retries()).isEqualTo(3);
    }

    @Test
    void a_start_that_kills_its_agents_is_tried_ever_more_seldom() {
        world.migrate("z1", "a");
        world.activate("a");
        int assigned = 0;
        for (int life = 0; life < 40; life++) {
            var agent = world.agent("agent-1", "z1").hangsOn("a");
            agent.poll();
            assigned += world.standing("a") == AccountState.ACTIVATING ? 1 : 0;
            world.live(Duration.ofSeconds(100));
        }
        assertThat(assigned).as("starts in more than an hour").isBetween(8, 14);
    }

    @Test
    void a_new_definition_reaches_the_agents_that_watch() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        long before = agent.watchesGeneration("a");
        world.redefine("a", new HashMap<>(Map.of("name", "a", "kubeconfigFile", "/kube/new")));
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        world.live(Duration.ofSeconds(11), agent);
        assertThat(agent.watchesGeneration("a")).isGreaterThan(before);
        assertThat(agent.definitions("a").definitions().getFirst().definition().text("kubeconfigFile"))
                .contains("/kube/new");
        assertThat(world.account("a").deadline()).isEmpty();
    }

    @Test
    void a_new_definition_that_no_agent_confirms_fails_at_its_deadline() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        agent.hangsOn("a");
        world.redefine("a", new HashMap<>(Map.of("name", "a", "kubeconfigFile", "/kube/new")));
        world.live(Duration.ofSeconds(330), agent);
        assertThat(world.history("a")).contains("start failed");
    }

    @Test
    void handing_an_account_out_again_makes_its_agents_begin_anew() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        long before = agent.watchesGeneration("a");
        world.reassign("a");
        world.live(Duration.ofSeconds(11), agent);
        assertThat(agent.watchesGeneration("a")).isGreaterThan(before);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void an_orphaned_account_moves_to_another_zone() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.live(Duration.ofSeconds(100));
        assertThat(world.state("a")).isEqualTo(VisibleState.ORPHANED);
        var other = world.agent("agent-2", "z2");
        assertThat(world.activateIn("z2", "a")).isInstanceOf(TransitionResult.Moved.class);
        world.live(Duration.ofSeconds(15), other);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        world.live(Duration.ofSeconds(15), agent, other);
        assertThat(agent.watches()).isEmpty();
        assertThat(world.watchers("a")).containsExactly("agent-2");
    }

    @Test
    void agents_of_the_zone_that_it_left_are_told_to_drop_it() {
        var stuck = world.agent("agent-1", "z1");
        world.active("a", stuck);
        stuck.hangsOn("a");
        world.deactivate("a");
        world.live(Duration.ofMinutes(40), stuck);
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_STOPPING);
        assertThat(stuck.watches()).containsExactly("a");
        var other = world.agent("agent-2", "z2");
        world.activateIn("z2", "a");
        world.live(Duration.ofSeconds(15), stuck, other);
        assertThat(stuck.watches())
                .as("what its list no longer names, it drops")
                .isEmpty();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void an_active_account_takes_no_other_kubeconfig_by_being_activated_again() {
        var agent = world.agent("agent-1", "z1");
        world.migrate("z1", "a");
        assertThat(activateWith("a", "/kube/one")).isInstanceOf(TransitionResult.Moved.class);
        agent.poll();
        agent.report();
        assertThat(activateWith("a", "/kube/one")).as("as it is").isInstanceOf(TransitionResult.Unchanged.class);
        assertThat(activateWith("a", "/kube/two")).isInstanceOf(TransitionResult.Rejected.class);
        assertThat(world.account("a").kubeconfigFile()).contains("/kube/one");
    }

    private TransitionResult activateWith(String name, String kubeconfig) {
        var entry = new Activate.Entry(World.name(name), Optional.empty(), Optional.of(kubeconfig));
        return world.activateEntries(List.of(entry)).entries().getFirst().result();
    }

    @Test
    void an_active_account_does_not_move() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        assertThat(world.activateIn("z2", "a")).isInstanceOf(TransitionResult.Rejected.class);
        assertThat(world.account("a").zone()).contains(World.zone("z1"));
    }

    @Test
    void a_stop_that_hangs_is_sent_again_a_bounded_number_of_times_and_never_becomes_a_start() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        agent.hangsOn("a");
        world.deactivate("a");
        world.live(Duration.ofMinutes(40), agent);
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_STOPPING);
        assertThat(world.account("a").stopRetries()).isEqualTo(3);
        assertThat(world.account("a").message().orElseThrow()).contains("agent-1");
        assertThat(world.history("a").stream().filter("stop again"::equals)).hasSize(3);
        assertThat(world.history("a").stream().filter("activate"::equals)).hasSize(1);
    }

    @Test
    void a_stop_whose_agent_dies_is_over() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        agent.hangsOn("a");
        world.deactivate("a");
        world.live(Duration.ofSeconds(15), agent);
        world.live(Duration.ofSeconds(100));
        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
    }

    @Test
    void a_mask_written_back_keeps_the_secret_and_a_mask_without_one_is_refused() {
        var agent = world.agent("agent-1", "z1");
        world.provision("z1", "a", new HashMap<>(Map.of("name", "a", "kubeconfigContents", "canary")));
        world.activate("a");
        agent.poll();
        agent.report();
        var shown = new HashMap<>(world.view("a").orElseThrow().definition());
        assertThat(shown.toString()).doesNotContain("canary");
        shown.put("context", "other");
        assertThat(world.redefine("a", shown)).isInstanceOf(Redefine.Result.Redefined.class);
        agent.poll();
        assertThat(agent.definitions("a").definitions().getFirst().definition().fields())
                .containsEntry("kubeconfigContents", "canary")
                .containsEntry("context", "other");
        shown.put("clientToken", "********");
        assertThat(world.redefine("a", shown)).isInstanceOf(Redefine.Result.MaskWithoutSecret.class);
    }

    @Test
    void a_mask_written_back_while_the_account_is_removed_finds_no_account_rather_than_no_secret() {
        boolean heldUp = true;
        for (int calls = 0; heldUp; calls++) {
            var store = new FaultyStore();
            var slow = new World(Settings.DEFAULT, store::around);
            slow.provision("z1", "a", new HashMap<>(Map.of("name", "a", "kubeconfigContents", "secret")));
            store.pauseAfter(calls, () -> slow.delete("a"));
            var result = slow.redefine("a", new HashMap<>(Map.of("name", "a", "kubeconfigContents", "********")));
            heldUp = !store.waits();
            assertThat(result)
                    .as("the result of a call that was held up at call %d of the store", calls)
                    .isNotInstanceOf(Redefine.Result.MaskWithoutSecret.class);
        }
    }

    @Test
    void every_wish_may_be_repeated() {
        var agent = world.agent("agent-1", "z1");
        world.migrate("z1", "a");
        world.activate("a");
        assertThat(world.activate("a").entries().getFirst().result()).isInstanceOf(TransitionResult.Unchanged.class);
        agent.poll();
        assertThat(world.activate("a").entries().getFirst().result()).isInstanceOf(TransitionResult.Unchanged.class);
        agent.report();
        assertThat(world.activate("a").entries().getFirst().result()).isInstanceOf(TransitionResult.Unchanged.class);
        world.deactivate("a");
        assertThat(world.deactivate("a").entries().getFirst().result()).isInstanceOf(TransitionResult.Unchanged.class);
        agent.poll();
        assertThat(world.deactivate("a").entries().getFirst().result()).isInstanceOf(TransitionResult.Unchanged.class);
        agent.report();
        assertThat(world.deactivate("a").entries().getFirst().result()).isInstanceOf(TransitionResult.Unchanged.class);
        world.active("b", agent);
        world.delete("b");
        assertThat(world.delete("b").entries().getFirst().result()).isInstanceOf(TransitionResult.Unchanged.class);
        world.delete("a");
        assertThat(world.delete("a").entries().getFirst().result()).isInstanceOf(TransitionResult.Missing.class);
    }
}
