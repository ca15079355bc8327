package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the sweep does, and what it leaves alone. */
class SweepScenariosTest {

    private final World world = new World();
    private final TestAgent agent = world.agent("agent-1", "z1");

    private long revision(World of) {
        return of.store.zones().find(World.zone("z1")).revision();
    }

    @Test
    void what_its_time_is_not_enough_for_is_done_by_the_next() {
        world.active("a", agent);
        world.live(Duration.ofSeconds(20), agent);
        world.pass(70);
        assertThat(world.sweep(Duration.ZERO).complete()).isFalse();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.sweep().complete()).isTrue();
        assertThat(world.state("a")).isEqualTo(VisibleState.ORPHANED);
    }

    @Test
    void zones_that_die_together_are_all_followed_at_once() {
        var agents = new TestAgent[4];
        for (int i = 0; i < agents.length; i++) {
            agents[i] = world.agent("agent-of-" + i, "zone-" + i);
            world.active("a" + i, agents[i]);
            world.active("b" + i, agents[i]);
        }
        world.live(Duration.ofSeconds(20), agents);
        world.live(Duration.ofSeconds(50), agents[2], agents[3]);
        world.pass(15);
        agents[2].poll();
        agents[3].poll();
        var result = world.sweep();
        assertThat(result.agents()).isEqualTo(2);
        assertThat(result.fenced()).isEqualTo(2);
        assertThat(result.followed()).isEqualTo(4);
        assertThat(result.complete()).isTrue();
        assertThat(world.assignment("zone-0", "a0").state())
                .as("published by this very sweep")
                .isEqualTo(AccountState.ORPHANED);
        assertThat(List.of(world.state("a0"), world.state("b0"), world.state("a1"), world.state("b1")))
                .containsOnly(VisibleState.ORPHANED);
    }

    @Test
    void the_accounts_of_a_last_agent_that_is_told_to_go_are_orphaned_at_once() {
        world.active("a", agent);
        assertThat(world.disconnect(agent)).isTrue();
        assertThat(world.state("a")).isEqualTo(VisibleState.ORPHANED);
    }

    /** Forty agents at one poll a second poll every forty seconds: two minutes of silence are none. */
    @Test
    void where_agents_poll_seldom_the_sweep_may_be_away_for_longer() {
        var slow = new World(
                new Settings(
                        Timing.DEFAULT,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(15),
                        1,
                        Duration.ofDays(30),
                        Settings.Exclusions.ON),
                store -> store);
        var agents = IntStream.range(0, 40)
                .mapToObj(i -> slow.agent("agent-" + i, "z1"))
                .toArray(TestAgent[]::new);
        slow.live(Duration.ofMinutes(3), agents);
        slow.pass(130);
        assertThat(slow.sweep().distrust()).isEmpty();
        slow.pass(200);
        assertThat(slow.sweep().distrust()).isPresent();
    }

    @Test
    void an_agent_that_went_is_remembered_until_no_call_of_it_can_be_late() {
        world.active("a", agent);
        world.live(Duration.ofSeconds(100));
        assertThat(heartbeat()).get().matches(Heartbeat::gone).matches(Heartbeat::departureHandled);
        world.live(Duration.ofSeconds(90));
        assertThat(heartbeat()).as("within two minutes").isPresent();
        world.live(Duration.ofSeconds(30));
        assertThat(heartbeat()).isEmpty();
    }

    private Optional<Heartbeat> heartbeat() {
        return world.store.heartbeats().find(World.zone("z1"), new AgentId("agent-1"));
    }

    /** A report that is on its way while its agent is fenced and the zone followed. */
    private static World reportedTooLate() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var late = interrupted.agent("agent-1", "z1");
        interrupted.active("a", late);
        interrupted.live(Duration.ofSeconds(100));
        late.poll();
        meanwhile.before(Event.CONFIRM, () -> {
            interrupted.pass(70);
            interrupted.sweep();
        });
        late.report();
        assertThat(interrupted.state("a")).as("and nobody watches it").isEqualTo(VisibleState.ACTIVE);
        return interrupted;
    }

    @Test
    void what_a_late_call_made_of_a_dead_zones_account_is_followed_once_more() {
        var interrupted = reportedTooLate();
        interrupted.live(Duration.ofMinutes(3));
        assertThat(interrupted.state("a")).isEqualTo(VisibleState.ORPHANED);
    }

    @Test
    void a_stop_in_a_zone_that_nobody_lives_in_is_over() {
        var interrupted = reportedTooLate();
        interrupted.deactivate("a");
        assertThat(interrupted.state("a")).isEqualTo(VisibleState.TO_DEACTIVATE);
        interrupted.live(Duration.ofSeconds(15));
        assertThat(interrupted.state("a")).isEqualTo(VisibleState.INACTIVE);
    }

    @Test
    void a_stop_that_its_agent_has_not_heard_of_is_not_over() {
        world.active("a", agent);
        world.deactivate("a");
        world.pass(6);
        world.sweep();
        assertThat(world.state("a")).isEqualTo(VisibleState.TO_DEACTIVATE);
        assertThat(agent.watches()).containsExactly("a");
    }

    @Test
    void a_stop_that_hangs_is_looked_at_every_two_polls_and_fails_at_its_deadline() {
        world.active("a", agent);
        agent.hangsOn("a");
        world.deactivate("a");
        world.live(Duration.ofSeconds(12), agent);
        Instant deadline = world.account("a").deadline().orElseThrow();
        while (world.now().plusSeconds(2).isBefore(deadline)) {
            world.live(Duration.ofSeconds(1), agent);
            world.sweep();
            assertThat(world.state("a")).isEqualTo(VisibleState.DEACTIVATING);
            assertThat(world.account("a").due().orElseThrow())
                    .isBeforeOrEqualTo(deadline)
                    .isBeforeOrEqualTo(world.now().plusSeconds(20));
        }
        world.pass(2);
        world.sweep();
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_STOPPING);
    }

    /** One has acknowledged the stop, and reported nothing; the other never will. */
    @Test
    void a_stop_is_over_once_the_only_agent_it_waited_for_is_gone() {
        var dying = world.agent("agent-2", "z1").hangsOn("a");
        dying.poll();
        world.active("a", agent);
        world.live(Duration.ofSeconds(25), agent, dying);
        world.deactivate("a");
        for (int poll = 0; poll < 4; poll++) {
            world.pass(12);
            agent.poll();
            world.sweep();
        }
        assertThat(world.state("a")).isEqualTo(VisibleState.DEACTIVATING);
        world.pass(15);
        world.sweep();
        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
        assertThat(world.history("a").getFirst()).isEqualTo("stopped");
    }

    @Test
    void what_has_used_up_its_tries_rests_with_its_reason_and_is_not_looked_at_again() {
        World once = World.withoutRecovery();
        var watching = once.agent("agent-1", "z1");
        var failing = once.agent("agent-2", "z2").failsOn("b");
        once.active("a", watching);
        once.active("b", failing);
        watching.hangsOn("a");
        once.deactivate("a");
        once.live(Duration.ofMinutes(30), watching, failing);
        assertThat(once.standing("a")).isEqualTo(AccountState.FAILED_STOPPING);
        assertThat(once.standing("b")).isEqualTo(AccountState.FAILED_STARTING);
        assertThat(once.account("a").due()).isEmpty();
        assertThat(once.account("b").due()).isEmpty();
        assertThat(once.account("b").message().orElseThrow()).contains("connection refused");
    }

    @Test
    void a_failed_start_whose_agents_have_died_is_tried_again_and_lacks_an_agent() {
        world.active("a", agent.failsOn("a"));
        world.live(Duration.ofMinutes(7));
        assertThat(world.history("a")).contains("retry");
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_NO_AGENT);
        assertThat(world.account("a").message().orElseThrow()).contains("no live agent in zone z1");
    }

    @Test
    void a_deadline_says_what_it_waited_for() {
        world.active("a", agent.hangsOn("a"));
        world.live(Duration.ofSeconds(295), agent);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVATING);
        world.pass(6);
        world.sweep();
        assertThat(world.state("a")).isEqualTo(VisibleState.FAILED);
        assertThat(world.account("a").message()).contains("no agent confirmed it within 300 s");
    }

    @Test
    void an_account_that_everybody_answered_for_is_left_alone() {
        var other = world.agent("agent-2", "z1");
        other.poll();
        world.active("a", agent);
        other.poll();
        other.report();
        long before = revision(world);
        assertThat(world.account("a").due()).isPresent();
        world.pass(21);
        assertThat(world.sweep().due()).isEqualTo(1);
        assertThat(world.account("a").due()).isEmpty();
        assertThat(revision(world)).as("nobody is told anything").isEqualTo(before);
    }

    @Test
    void while_it_distrusts_no_deadline_fires_and_nobody_is_missed() {
        world.active("a", agent.hangsOn("a"));
        world.live(Duration.ofSeconds(20), agent);
        world.migrate("z2", "b");
        world.activate("b");
        world.pass(Duration.ofMinutes(10));
        agent.poll();
        assertThat(world.sweep().distrust()).isPresent();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVATING);
        assertThat(world.state("b")).isEqualTo(VisibleState.TO_MIGRATE);
        assertThat(List.of(world.account("a").due(), world.account("b").due()))
                .as("looked at again soon")
                .containsOnly(Optional.of(world.now().plusSeconds(20)));
        world.live(Duration.ofSeconds(90), agent);
        assertThat(world.history("a")).contains("start failed");
        assertThat(world.standing("b")).isEqualTo(AccountState.FAILED_NO_AGENT);
    }

    @Test
    void each_account_is_taken_up_once_although_the_index_shows_it_again() {
        var lagging = new World(Settings.DEFAULT, SweepScenariosTest::lagging);
        String[] names = IntStream.range(0, 600).mapToObj(i -> "a" + i).toArray(String[]::new);
        lagging.migrate("z1", names);
        lagging.activate(names);
        lagging.pass(6);
        var result = lagging.sweep();
        assertThat(result.due()).isEqualTo(600);
        assertThat(result.complete()).isTrue();
        assertThat(names).allMatch(name -> lagging.standing(name) == AccountState.FAILED_NO_AGENT);
        assertThat(names).allMatch(name -> lagging.history(name).size() == 3);
    }

    /** Shows what is due as it was when it was first asked. */
    private static Store lagging(Store store) {
        var shown = new ArrayList<Account>();
        return InterceptedStore.around(store, call -> {
            if (!call.is(Accounts.class, "due")) {
                return call.proceed();
            }
            Object[] arguments = Objects.requireNonNull(call.arguments());
            if (shown.isEmpty()) {
                shown.addAll(store.accounts().due((Instant) arguments[0], Integer.MAX_VALUE));
            }
            return shown.stream().limit((Integer) arguments[1]).toList();
        });
    }

    @Test
    void what_is_older_than_the_history_is_kept_is_forgotten_but_for_the_last() {
        world.migrate("z1", "a");
        world.activate("a");
        world.deactivate("a");
        world.pass(Duration.ofDays(29));
        world.sweep();
        assertThat(world.history("a")).containsExactly("deactivate", "activate", "provision");
        world.pass(Duration.ofDays(2));
        world.sweep();
        assertThat(world.history("a")).containsExactly("deactivate");
    }

    @Test
    void of_a_removed_account_agents_are_told_for_an_hour_at_least_and_not_for_ever() {
        world.active("a", agent);
        world.delete("a");
        world.live(Duration.ofSeconds(30), agent);
        assertThat(world.view("a")).isEmpty();
        world.live(Duration.ofMinutes(59), agent);
        assertThat(world.assignment("z1", "a")).isNotNull();
        world.live(Duration.ofHours(2), agent);
        assertThat(world.assignment("z1", "a")).isNull();
    }

    /** Whoever wrote it may be about to write the account that points to it, until no function can live that long. */
    @Test
    void a_definition_that_nothing_points_to_outlives_its_removed_account_by_an_hour() {
        world.migrate("z1", "a");
        var written = new Definitions.Key(World.name("a"), new DefinitionId("unreferenced"));
        var fields = new HashMap<String, Object>(Map.of("name", "a", "kubeconfigFile", "/kube/a"));
        world.store
                .definitions()
                .put(new MaskingOnly().encrypt(written.account(), written.id(), world.now(), new Definition(fields)));
        world.delete("a");
        world.live(Duration.ofMinutes(59));
        assertThat(world.store.definitions().find(written)).isPresent();
        assertThat(world.account("a").due()).isPresent();
        world.live(Duration.ofMinutes(3));
        assertThat(world.store.definitions().find(written)).isEmpty();
        assertThat(world.account("a").due()).as("nothing is left to look for").isEmpty();
    }
}
