package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.store.Definitions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Who moves an account lets its agents know, and clears up, in the same call. The sweep would do it some seconds
 * later where a function did not live to, so it does not run here.
 */
class PublicationScenariosTest {

    private final World world = new World();
    private final TestAgent agent = world.agent("agent-1", "z1");

    private long revision() {
        return world.store.zones().find(World.zone("z1")).revision();
    }

    @Test
    void what_is_nobodys_work_disturbs_no_agent() {
        agent.poll();
        long before = revision();
        world.migrate("z1", "a");
        world.redefine("a", new HashMap<>(Map.of("name", "a", "kubeconfigFile", "/kube/other")));
        assertThat(revision()).isEqualTo(before);
        world.delete("a");
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void what_becomes_or_ends_an_agents_work_is_told() {
        agent.poll();
        long before = revision();
        world.migrate("z1", "a");
        world.activate("a");
        assertThat(revision()).as("it waits for an agent").isGreaterThan(before);
        agent.poll();
        agent.report();
        before = revision();
        world.deactivate("a");
        assertThat(revision()).as("agents are to let go").isGreaterThan(before);
    }

    @Test
    void what_one_agent_declares_is_told_to_the_others() {
        var other = world.agent("agent-2", "z1").declares();
        agent.declares().poll();
        other.poll();
        other.poll();
        agent.declares("s").poll();
        other.declaresNoMore().poll();
        assertThat(other.watches()).containsExactly("s");
    }

    @Test
    void a_failed_start_is_tried_again_by_the_poll_that_it_is_due_for() {
        world.active("a", agent.failsOn("a"));
        assertThat(world.assignment("z1", "a").due()).isPresent();
        world.pass(6);
        agent.poll();
        assertThat(world.history("a")).contains("retry");
    }

    @Test
    void without_recovery_a_start_that_has_used_up_its_retries_is_nothing_for_a_poll_to_take_up() {
        World once = World.withoutRecovery();
        var failing = once.agent("agent-1", "z1").failsOn("a");
        once.active("a", failing);
        for (int retry = 0; retry < once.settings.timing().maxRetries(); retry++) {
            once.pass(6);
            failing.poll();
            failing.report();
        }
        assertThat(once.account("a").retries()).isEqualTo(once.settings.timing().maxRetries());
        assertThat(once.standing("a")).isEqualTo(AccountState.FAILED_STARTING);
        assertThat(once.assignment("z1", "a").due()).isEmpty();
    }

    @Test
    void the_last_acknowledgement_of_a_stop_leaves_the_account_as_it_was_but_for_the_watching() {
        world.active("a", agent);
        world.deactivate("a");
        agent.poll();
        agent.poll();
        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
        assertThat(world.assignment("z1", "a").state()).isEqualTo(AccountState.INACTIVE);
        assertThat(world.store.names().count()).isEqualTo(1);
        assertThat(world.view("a").orElseThrow().definition()).containsKey("kubeconfigFile");
        world.activate("a");
        assertThat(world.history("a")).startsWith("activate", "stopped");
    }

    @Test
    void the_last_acknowledgement_of_a_deletion_leaves_nothing_but_the_tombstone() {
        world.active("a", agent);
        var definition = new Definitions.Key(
                World.name("a"), world.account("a").definition().orElseThrow());
        assertThat(world.view("a").orElseThrow().observed().kubeHost()).isPresent();
        world.delete("a");
        agent.poll();
        agent.poll();
        assertThat(world.view("a")).isEmpty();
        assertThat(world.assignment("z1", "a").state()).isEqualTo(AccountState.REMOVED);
        assertThat(world.store.names().count()).isZero();
        assertThat(world.store.definitions().find(definition)).isEmpty();
        assertThat(world.store.observations().find(World.name("a"))).isEmpty();
    }

    @Test
    void a_failed_stop_that_its_agent_manages_later_is_over() {
        world.active("a", agent);
        agent.hangsOn("a");
        world.deactivate("a");
        world.live(Duration.ofMinutes(30), agent);
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_STOPPING);
        agent.managesAgain("a");
        world.pass(10);
        agent.poll();
        agent.report();
        agent.poll();
        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
    }

    /** Else it would wait for lists of that zone that have nothing to do with it. */
    @Test
    void what_moves_to_another_zone_notes_by_which_revision_its_agents_are_told_to_let_go() {
        world.active("a", agent);
        world.disconnect(agent);
        long before = revision();
        world.activateIn("z2", "a");
        assertThat(revision()).isGreaterThan(before);
        assertThat(world.assignment("z2", "a").leaveRevisions()).containsOnly(Map.entry(World.zone("z1"), revision()));
    }
}
