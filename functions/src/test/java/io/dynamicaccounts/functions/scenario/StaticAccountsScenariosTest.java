package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.operator.Redefine;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Accounts that agents' own configurations declare. */
class StaticAccountsScenariosTest {

    private final World world = new World();
    private final TestAgent one = world.agent("agent-1", "z1");
    private final TestAgent two = world.agent("agent-2", "z1");

    private static Poll.Result.Answer answer(TestAgent agent) {
        return (Poll.Result.Answer) agent.poll();
    }

    @Test
    void a_declared_account_is_active_listed_and_not_dynamic() {
        world.live(Duration.ofSeconds(12), one.declares("s"));
        assertThat(world.state("s")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.account("s").source()).contains(Source.DECLARED_BY_AGENT);
        assertThat(world.account("s").dynamic()).isFalse();
        assertThat(world.watchers("s")).containsExactly("agent-1");
        assertThat(world.account("s").due()).isEmpty();
    }

    @Test
    void sending_the_same_list_again_changes_nothing() {
        world.live(Duration.ofSeconds(30), one.declares("s"));
        long version = world.account("s").version();
        world.live(Duration.ofSeconds(60), one);
        assertThat(world.account("s").version()).isEqualTo(version);
    }

    @Test
    void without_recovery_one_that_was_given_up_is_tried_anew_when_its_agent_declares_it_again() {
        World once = World.withoutRecovery();
        var agent = once.agent("agent-1", "z1");
        once.live(Duration.ofSeconds(12), agent.declares("s").failsOn("s"));
        once.live(Duration.ofMinutes(3), agent.declaresNoMore());
        assertThat(once.standing("s")).isEqualTo(AccountState.FAILED_STARTING);
        assertThat(once.account("s").due()).as("given up").isEmpty();
        long version = once.account("s").version();
        once.live(Duration.ofMinutes(3), agent.managesAgain("s"));
        assertThat(once.account("s").version()).isEqualTo(version);

        once.live(Duration.ofSeconds(12), agent.declares("s"));
        once.live(Duration.ofSeconds(30), agent.declaresNoMore());

        assertThat(once.state("s")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void operators_do_not_change_it() {
        world.live(Duration.ofSeconds(12), one.declares("s"));
        assertThat(world.delete("s").entries().getFirst().result()).isInstanceOf(TransitionResult.Rejected.class);
        assertThat(world.deactivate("s").entries().getFirst().result()).isInstanceOf(TransitionResult.Rejected.class);
        assertThat(world.redefine("s", new HashMap<>(Map.of("name", "s", "serviceAccount", true))))
                .isInstanceOf(Redefine.Result.Conflict.class);
        assertThat(world.state("s")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void it_is_orphaned_and_recovered_like_others() {
        world.live(Duration.ofSeconds(12), one.declares("s"));
        world.live(Duration.ofSeconds(100));
        assertThat(world.state("s")).isEqualTo(VisibleState.ORPHANED);
        world.live(Duration.ofSeconds(15), one);
        assertThat(world.state("s")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void it_is_withdrawn_once_no_live_agent_declares_it() {
        world.live(Duration.ofSeconds(25), one.declares("s", "t"), two.declares("s"));
        assertThat(world.watchers("s")).containsExactly("agent-1", "agent-2");
        world.live(Duration.ofSeconds(25), one.declares(), two);
        assertThat(world.view("t")).isEmpty();
        assertThat(world.view("s")).as("the other still declares it").isPresent();
        world.live(Duration.ofSeconds(25), one, two.declares());
        assertThat(world.view("s")).isEmpty();
        assertThat(one.watches()).isEmpty();
        assertThat(world.store.names().count()).isZero();
    }

    @Test
    void an_agent_that_is_merely_silent_withdraws_nothing() {
        world.live(Duration.ofSeconds(25), one.declares("s"));
        world.live(Duration.ofMinutes(10));
        assertThat(world.state("s")).isEqualTo(VisibleState.ORPHANED);
    }

    @Test
    void an_agent_that_has_not_sent_its_list_is_asked_and_withdraws_nothing_meanwhile() {
        world.live(Duration.ofSeconds(25), one.declares("s"));
        assertThat(answer(two).resendStaticAccounts()).isTrue();
        world.live(Duration.ofSeconds(25), one.declares(), two);
        assertThat(world.view("s")).as("the second may declare it").isPresent();
        world.live(Duration.ofSeconds(25), one, two.declares());
        assertThat(world.view("s")).isEmpty();
    }

    @Test
    void what_only_a_dead_agent_declared_is_withdrawn_while_another_lives() {
        world.live(Duration.ofSeconds(25), one.declares("s"), two.declares());
        world.live(Duration.ofSeconds(100), two);
        assertThat(world.view("s")).isEmpty();
    }

    @Test
    void what_only_a_dead_agent_declared_is_withdrawn_also_where_the_living_do_not_repeat_their_lists() {
        world.live(Duration.ofSeconds(25), one.declares("s"), two.declares());
        world.live(Duration.ofSeconds(100), two.declaresNoMore());
        assertThat(world.view("s")).isEmpty();
        assertThat(world.store.declarations().inZone(World.zone("z1")))
                .as("what the dead one said is done with")
                .extracting(declaration -> declaration.agent().value())
                .containsExactly("agent-2");
    }

    @Test
    void what_is_withdrawn_is_withdrawn_at_once_and_noted_no_longer() {
        world.live(Duration.ofSeconds(25), one.declares("s"), two.declares());
        one.declares().poll();
        assertThat(world.view("s")).isEmpty();
        assertThat(world.store.names().count()).isZero();
        assertThat(one.watches()).isEmpty();
        assertThat(two.poll()).isInstanceOf(Poll.Result.Answer.class);
        assertThat(two.watches()).isEmpty();
        assertThat(formerOf(one)).isEmpty();
    }

    private Set<AccountName> formerOf(TestAgent agent) {
        return world.store
                .declarations()
                .find(World.zone("z1"), new AgentId(agent.id()))
                .orElseThrow()
                .dropped();
    }

    @Test
    void a_list_without_what_it_never_got_withdraws_nothing_and_is_done_with() {
        world.migrate("z1", "mine");
        var elsewhere = world.agent("agent-3", "z2").declares("theirs");
        world.live(Duration.ofSeconds(25), elsewhere, one.declares("mine", "theirs"));
        assertThat(((Poll.Result.Answer) one.lastAnswer).conflicts()).hasSize(2);
        one.declares().poll();
        assertThat(world.state("mine")).isEqualTo(VisibleState.INACTIVE);
        assertThat(world.state("theirs")).isEqualTo(VisibleState.ACTIVE);
        assertThat(formerOf(one)).isEmpty();
    }

    @Test
    void a_name_that_an_operator_uses_is_a_conflict_and_the_others_are_taken() {
        world.migrate("z1", "mine");
        var told = answer(one.declares("mine", "s", "no name"));
        assertThat(told.conflicts()).extracting(Poll.Conflict::name).containsExactlyInAnyOrder("mine", "no name");
        assertThat(world.state("s")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.state("mine")).isEqualTo(VisibleState.INACTIVE);
    }

    @Test
    void a_name_that_another_zone_declares_is_a_conflict() {
        one.declares("s").poll();
        var elsewhere = world.agent("agent-3", "z2").declares("s");
        assertThat(answer(elsewhere).conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.detail())
                        .contains("the name is taken")
                        .doesNotContain("z1", "agent-1"));
    }

    @Test
    void what_is_refused_is_not_withdrawn_while_it_is_named_also_where_who_may_declare_it_has_gone() {
        world.live(
                Duration.ofSeconds(25),
                one.declares("s"),
                two.withoutPermission().declares("s"));
        long version = world.account("s").version();
        world.live(Duration.ofSeconds(25), one.declares(), two);
        assertThat(world.account("s").version()).isEqualTo(version);
        world.live(Duration.ofSeconds(100), two);
        assertThat(world.account("s").version()).isEqualTo(version);

        world.live(Duration.ofSeconds(25), two.declares());
        assertThat(world.view("s")).isEmpty();
    }

    @Test
    void what_is_refused_to_all_that_declare_it_operators_delete_and_the_agents_drop_it() {
        world.live(Duration.ofSeconds(25), one.declares("s"), two.declares("s"));
        world.live(Duration.ofSeconds(25), one.withoutPermission(), two);
        assertThat(world.delete("s").entries().getFirst().result())
                .as("the other may declare it")
                .isInstanceOf(TransitionResult.Rejected.class);
        world.live(Duration.ofSeconds(25), one, two.withoutPermission());
        assertThat(world.state("s")).isEqualTo(VisibleState.ACTIVE);

        assertThat(world.delete("s").entries().getFirst().result()).isNotInstanceOf(TransitionResult.Rejected.class);
        assertThat(world.view("s")).isEmpty();
        world.live(Duration.ofMinutes(6), one, two);
        assertThat(world.view("s")).isEmpty();
        assertThat(one.watches()).isEmpty();
        assertThat(world.history("s")).startsWith("delete");
        assertThat(world.store.names().count()).isZero();
    }

    @Test
    void what_is_refused_is_deleted_wherever_it_stands() {
        world.live(Duration.ofSeconds(25), one.declares("s"));
        world.live(Duration.ofSeconds(25), one.withoutPermission());
        world.live(Duration.ofSeconds(100));
        assertThat(world.state("s")).isEqualTo(VisibleState.ORPHANED);
        assertThat(world.delete("s").entries().getFirst().result()).isNotInstanceOf(TransitionResult.Rejected.class);
        assertThat(world.view("s")).isEmpty();
    }

    @Test
    void what_an_agent_that_has_gone_declared_with_permission_is_protected_until_it_is_settled() {
        world.live(Duration.ofSeconds(25), one.declares("s"), two.declares());
        two.withoutPermission().declares("s").poll();
        assertThat(world.delete("s").entries().getFirst().result()).isInstanceOf(TransitionResult.Rejected.class);
        world.live(Duration.ofSeconds(100), two);
        assertThat(world.state("s")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.delete("s").entries().getFirst().result()).isNotInstanceOf(TransitionResult.Rejected.class);
    }

    @Test
    void operators_change_nothing_else_of_what_is_refused() {
        world.live(Duration.ofSeconds(25), one.declares("s"));
        world.live(Duration.ofSeconds(25), one.withoutPermission());
        assertThat(world.deactivate("s").entries().getFirst().result()).isInstanceOf(TransitionResult.Rejected.class);
        assertThat(world.redefine("s", new HashMap<>(Map.of("name", "s", "serviceAccount", true))))
                .isInstanceOf(Redefine.Result.Conflict.class);
    }

    @Test
    void whose_declaration_is_refused_does_not_decide_on_the_definition() {
        world.live(Duration.ofSeconds(25), one.declaring(as("one")), two.declaring(as("one")));
        world.live(Duration.ofSeconds(25), one.withoutPermission(), two.declaring(as("two")));
        assertThat(world.view("s").orElseThrow().definition()).containsEntry("context", "two");
        assertThat(answer(two).conflicts()).isEmpty();
    }

    @Test
    void a_changed_definition_reaches_the_agents() {
        world.live(Duration.ofSeconds(25), one.declares("s"), two.declares("s"));
        long before = two.watchesGeneration("s");
        world.redeclare(one, "s");
        world.live(Duration.ofSeconds(25), two.declaresNoMore());
        assertThat(two.watchesGeneration("s")).isGreaterThan(before);
    }

    /** A poll that was repeated because it took long carries a list that was the newest when it was sent. */
    @Test
    void late_list_wins__until_the_next_list_puts_it_right() {
        world.live(Duration.ofSeconds(25), one.declares("s"));
        one.declares().ask();
        assertThat(world.view("s")).as("the late list did not have it").isEmpty();
        world.live(Duration.ofSeconds(25), one.declares("s"));
        assertThat(world.state("s")).isEqualTo(VisibleState.ACTIVE);
        assertThat(one.watches()).containsExactly("s");
    }

    /** Held up between noting the list and declaring what it names; the newer list had nothing to withdraw yet. */
    @Test
    void late_list_wins__also_not_where_it_declares_after_the_newer_one_was_taken() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var agent = interrupted.agent("agent-1", "z1");
        agent.poll();
        meanwhile.before(Event.DECLARE, () -> agent.declares().poll());
        agent.declares("s").poll();
        interrupted.live(Duration.ofSeconds(25), agent.declares());
        assertThat(interrupted.history("s")).startsWith("withdraw", "declare");
        assertThat(interrupted.view("s")).isEmpty();
    }

    /**
     * Held up between reading what was noted and noting its own: what the newer list named would be in no list at
     * all.
     */
    @Test
    void late_list_wins__also_not_where_it_was_read_before_the_newer_one() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var agent = interrupted.agent("agent-1", "z1");
        agent.poll();
        meanwhile.beforeNoting(() -> agent.declares("s").poll());
        agent.declares().poll();
        assertThat(interrupted.history("s")).contains("declare");
        interrupted.live(Duration.ofSeconds(25), agent.declares());
        assertThat(interrupted.view("s")).isEmpty();
    }

    @Test
    void late_list_wins__not_where_its_agent_has_registered_again() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var former = interrupted.agent("agent-1", "z1");
        var newer = interrupted.agent("agent-1", "z1").declares("newer");
        former.poll();
        meanwhile.beforeNoting(newer::poll);
        former.declares("former").poll();
        assertThat(interrupted.view("former")).isEmpty();
        assertThat(interrupted.state("newer")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void withdrawal_lost_to_a_change() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var agent = interrupted.agent("agent-1", "z1").declares("s");
        interrupted.live(Duration.ofSeconds(25), agent);
        meanwhile.before(Event.WITHDRAW, () -> interrupted.reassign("s"));
        agent.declares().poll();
        assertThat(interrupted.history("s")).startsWith("withdraw", "reassign");
        assertThat(interrupted.view("s")).isEmpty();
    }

    @Test
    void withdrawal_lost_to_a_change__what_never_holds_still_is_withdrawn_by_the_next_list() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var agent = interrupted.agent("agent-1", "z1").declares("s");
        interrupted.live(Duration.ofSeconds(25), agent);
        changesBefore(Event.WITHDRAW, 4, meanwhile, () -> interrupted.reassign("s"));
        agent.declares().poll();
        assertThat(interrupted.view("s")).as("it changed each time").isPresent();
        agent.poll();
        assertThat(interrupted.view("s")).isEmpty();
    }

    /** Before each of as many transitions of this event. */
    private static void changesBefore(Event event, int times, Meanwhile meanwhile, Runnable change) {
        meanwhile.before(event, () -> {
            change.run();
            if (times > 1) {
                changesBefore(event, times - 1, meanwhile, change);
            }
        });
    }

    @Test
    void withdrawal_lost_to_a_change__and_what_is_declared_again_meanwhile_stays() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var agent = interrupted.agent("agent-1", "z1").declares("s");
        var other = interrupted.agent("agent-2", "z1").declares();
        interrupted.live(Duration.ofSeconds(25), agent, other);
        meanwhile.before(Event.WITHDRAW, () -> interrupted.redeclare(other, "s"));
        agent.declares().poll();
        assertThat(interrupted.history("s")).startsWith("redeclare").doesNotContain("withdraw");
        assertThat(interrupted.state("s")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void a_withdrawal_that_died_half_way_is_finished() {
        var store = new FaultyStore();
        var mortal = new World(Settings.DEFAULT, store::around);
        var agent = mortal.agent("agent-1", "z1").declares("s");
        mortal.live(Duration.ofSeconds(25), agent);
        agent.declares();
        store.failAfter(5, FaultyStore.Fault.KILLED_AFTER);
        assertThatThrownBy(agent::poll).isInstanceOf(FaultyStore.Died.class);
        store.heal();
        assertThat(mortal.view("s")).isPresent();
        mortal.active("other", agent.declaresNoMore());
        assertThat(mortal.view("s"))
                .as("the next list finishes it, also where the agent does not repeat its own")
                .isEmpty();
    }

    /** Two agents of one zone, the first of which declares an account, over a store that can hold a function up. */
    private static final class Slow {
        final FaultyStore store = new FaultyStore();
        final World world = new World(Settings.DEFAULT, store::around);
        final TestAgent one = world.agent("agent-1", "z1").declares("s").untilTaken();
        final TestAgent two = world.agent("agent-2", "z1").declares().untilTaken();

        Slow() {
            live();
        }

        void live() {
            world.live(Duration.ofSeconds(40), one, two);
        }

        /** Whether the poll came to this call. */
        boolean pollHeldUp(TestAgent agent, int calls, Runnable meanwhile) {
            store.pauseAfter(calls, meanwhile);
            agent.poll();
            boolean heldUp = !store.waits();
            store.heal();
            live();
            return heldUp;
        }
    }

    @Test
    void a_changed_definition_is_not_lost_when_the_account_changes_meanwhile() {
        boolean heldUp = true;
        for (int calls = 0; heldUp; calls++) {
            var slow = new Slow();
            slow.one.declaring(new HashMap<>(Map.of("name", "s", "kubeconfigFile", "/kube/other")));
            heldUp = slow.pollHeldUp(slow.one, calls, () -> slow.world.reassign("s"));
            assertThat(slow.two
                            .definitions("s")
                            .definitions()
                            .getFirst()
                            .definition()
                            .fields())
                    .as("what agents are given after a poll that was held up at call %d", calls)
                    .containsEntry("kubeconfigFile", "/kube/other");
        }
    }

    @Test
    void a_withdrawal_is_not_forgotten_when_the_account_changes_meanwhile() {
        boolean heldUp = true;
        for (int calls = 0; heldUp; calls++) {
            var slow = new Slow();
            slow.one.declares();
            heldUp = slow.pollHeldUp(slow.one, calls, () -> slow.world.reassign("s"));
            assertThat(slow.world.view("s"))
                    .as("after a poll that was held up at call %d", calls)
                    .isEmpty();
        }
    }

    @Test
    void what_is_withdrawn_while_another_declares_it_comes_back() {
        boolean heldUp = true;
        for (int calls = 0; heldUp; calls++) {
            var slow = new Slow();
            slow.one.declares();
            heldUp = slow.pollHeldUp(slow.one, calls, slow.two.declares("s")::poll);
            if (heldUp) {
                assertThat(slow.world.view("s"))
                        .as("after a poll that was held up at call %d", calls)
                        .isPresent();
            }
        }
    }

    @Test
    void an_agent_that_joins_while_a_withdrawal_is_under_way_keeps_its_list() {
        boolean heldUp = true;
        for (int calls = 0; heldUp; calls++) {
            var slow = new Slow();
            var three = slow.world.agent("agent-3", "z1").declares("s").untilTaken();
            slow.one.declares();
            heldUp = slow.pollHeldUp(slow.one, calls, three::poll);
            if (heldUp) {
                slow.world.live(Duration.ofSeconds(40), slow.one, slow.two, three);
                assertThat(slow.world.view("s"))
                        .as("after a poll that was held up at call %d", calls)
                        .isPresent();
            }
        }
    }

    /** A definition of the account by which it can be told whose it is. */
    private static Map<String, Object> as(String context) {
        return new HashMap<>(Map.of("name", "s", "kubeconfigFile", "/kube/s", "context", context));
    }

    @Test
    void declarations_take_turns__where_agents_declare_it_differently_the_lowest_live_id_wins_and_the_other_is_told() {
        world.live(Duration.ofSeconds(30), one.declaring(as("one")), two.declaring(as("two")));
        long generation = world.account("s").generation();
        world.live(Duration.ofHours(1), one, two);

        assertThat(world.account("s").generation()).isBetween(generation, generation + 1);
        assertThat(world.view("s").orElseThrow().definition()).containsEntry("context", "one");
        assertThat(answer(two).conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.detail()).contains("agent-1", "declares it differently"));
        assertThat(answer(one).conflicts()).isEmpty();
    }

    @Test
    void when_the_one_that_won_goes_the_next_list_that_repeats_it_takes_over() {
        world.live(Duration.ofSeconds(30), one.declaring(as("one")), two.declaring(as("two")));
        one.leaves();
        world.live(Duration.ofSeconds(30), two);
        assertThat(world.view("s").orElseThrow().definition()).containsEntry("context", "two");
        assertThat(world.watchers("s")).containsExactly("agent-2");
    }

    /** The sweep was away, so nothing is believed to be gone when the list comes; nobody sends another. */
    @Test
    void distrusted_then_forgotten__what_a_list_no_longer_names_is_withdrawn_once_the_sweep_trusts_again() {
        world.live(Duration.ofSeconds(30), one.declares("s"));
        world.pass(Duration.ofMinutes(10));
        assertThat(world.sweep().distrust()).isPresent();
        var restarted = one.restarted().declares().untilTaken();
        world.live(Duration.ofSeconds(20), restarted);
        assertThat(world.view("s")).as("while the sweep distrusts").isPresent();

        world.live(Duration.ofMinutes(8), restarted);

        assertThat(world.view("s")).isEmpty();
    }

    @Test
    void distrusted_then_forgotten__also_where_whoever_declared_it_has_been_gone_for_long() {
        world.live(Duration.ofSeconds(30), one.declares("s"));
        assertThat(world.disconnect(one)).isTrue();
        world.live(Duration.ofMinutes(5));
        assertThat(world.state("s")).isEqualTo(VisibleState.ORPHANED);
        world.pass(Duration.ofMinutes(10));
        assertThat(world.sweep().distrust()).isPresent();
        world.live(Duration.ofSeconds(20), two.declares());
        two.declaresNoMore();
        assertThat(world.view("s")).as("while the sweep distrusts").isPresent();

        world.live(Duration.ofMinutes(8), two);

        assertThat(world.view("s")).isEmpty();
    }
}
