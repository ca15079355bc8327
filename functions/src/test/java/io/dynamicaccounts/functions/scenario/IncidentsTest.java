package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.agent.AgentRejection;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.operator.GetAccount;
import io.dynamicaccounts.functions.operator.ListAccounts;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What went wrong in systems that do this job today, each under the name that {@code docs/incidents.md} gives it. */
class IncidentsTest {

    private final World world = new World();

    @Test
    void wrong_orphan_on_replacement() {
        var old = world.agent("agent-1", "z1");
        world.active("a", old);
        world.pass(50);
        var replacement = world.agent("agent-2", "z1");
        replacement.poll();
        replacement.report();
        world.live(Duration.ofMinutes(2), replacement);
        assertThat(world.history("a")).doesNotContain("orphan");
        assertThat(world.watchers("a")).containsExactly("agent-2");
    }

    @Test
    void late_heartbeat_unrecoverable() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.live(Duration.ofSeconds(100));
        assertThat(world.state("a")).isEqualTo(VisibleState.ORPHANED);
        agent.poll();
        agent.report();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.watchers("a")).containsExactly("agent-1");
    }

    @Test
    void expired_before_first_ping() {
        world.live(Duration.ofSeconds(44));
        var agent = world.agent("agent-1", "z1");
        agent.poll();
        assertThat(world.sweep().agents()).as("right after it registered").isEqualTo(1);
        world.live(Duration.ofSeconds(59));
        assertThat(world.sweep().agents()).as("just before its first timeout").isEqualTo(1);
        assertThat(agent.poll()).isInstanceOf(Poll.Result.Answer.class);
        assertThat(epoch("z1")).as("it never had to register again").isEqualTo(1);
    }

    private long epoch(String zone) {
        return world.store.zones().find(World.zone(zone)).epoch();
    }

    @Test
    void dangling_agent() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.live(Duration.ofSeconds(100));
        world.deactivate("a");
        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
        assertThat(agent.watches()).as("cut off, it still watches").containsExactly("a");
        agent.poll();
        assertThat(agent.watches()).isEmpty();
    }

    @Test
    void dead_replica_kept() {
        var dead = world.agent("agent-1", "z1");
        var alive = world.agent("agent-2", "z1");
        String[] names = {"a", "b", "c", "d", "e", "f"};
        for (String name : names) {
            world.active(name, dead);
        }
        world.live(Duration.ofSeconds(20), dead, alive);
        assertThat(dead.caches()).isNotEmpty().hasSizeLessThan(names.length);
        world.live(Duration.ofSeconds(61 + 15), alive);
        assertThat(world.watchers("a")).containsExactly("agent-2");
        assertThat(world.store.zones().find(World.zone("z1")).members())
                .extracting(member -> member.agent().value())
                .containsExactly("agent-2");
        assertThat(alive.caches())
                .as("none of the work is the dead one's any more")
                .containsExactly(names);
    }

    @Test
    void ping_tied_to_one_replica() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        for (int poll = 0; poll < 12; poll++) {
            world.pass(10);
            agent.pollAt(world.anotherInstance());
            world.sweep();
        }
        assertThat(world.history("a")).doesNotContain("orphan");
        assertThat(epoch("z1")).as("it never had to register again").isEqualTo(1);
    }

    @Test
    void endless_relay() {
        World once = World.withoutRecovery();
        var agent = once.agent("agent-1", "z1").failsOn("a");
        once.active("a", agent);
        once.live(Duration.ofMinutes(10), agent);
        long version = once.account("a").version();
        once.live(Duration.ofMinutes(30), agent);
        assertThat(once.account("a").version()).as("nothing is tried any more").isEqualTo(version);
        assertThat(once.state("a")).isEqualTo(VisibleState.FAILED);
        assertThat(once.account("a").retries()).isEqualTo(once.settings.timing().maxRetries());
        assertThat(once.history("a").stream().filter("retry"::equals))
                .hasSize(once.settings.timing().maxRetries());
        assertThat(once.account("a").message().orElseThrow()).contains("connection refused");
    }

    @Test
    void endless_relay__an_orphan_whose_cluster_stays_away_is_tried_seldom_and_comes_back() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.pass(70);
        world.live(Duration.ofSeconds(15));
        world.live(Duration.ofSeconds(90), agent.failsOn("a"));
        assertThat(world.state("a")).isEqualTo(VisibleState.ORPHANED);
        int before = tries("a");
        world.live(Duration.ofMinutes(30), agent);
        assertThat(tries("a") - before).as("tries in half an hour").isBetween(4, 8);
        world.live(Duration.ofMinutes(15), agent.managesAgain("a"));
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    private int tries(String account) {
        return world.assignment("z1", account).outcomes().values().stream()
                .mapToInt(Assignment.AgentOutcome::tries)
                .sum();
    }

    @Test
    void lost_answer_lost_lease() {
        var store = new FaultyStore();
        var mortal = new World(Settings.DEFAULT, store::around);
        var agent = mortal.agent("agent-1", "z1");
        var other = mortal.agent("agent-2", "z2");
        mortal.active("a", agent);
        mortal.live(Duration.ofSeconds(20), agent, other);
        for (int poll = 0; poll < 12; poll++) {
            mortal.pass(10);
            // The fleet's size, which a poll reads once a minute, is known after this one: the next call is the
            // heartbeat.
            other.poll();
            store.failAfter(0, FaultyStore.Fault.KILLED_AFTER);
            assertThatThrownBy(agent::poll)
                    .as("its heartbeat was written, its answer lost")
                    .isInstanceOf(FaultyStore.Died.class);
            store.heal();
            mortal.sweep();
        }
        assertThat(mortal.history("a")).doesNotContain("orphan");
        assertThat(agent.poll()).as("nobody superseded it").isInstanceOf(Poll.Result.Answer.class);
        assertThat(mortal.store.zones().find(World.zone("z1")).epoch())
                .as("it never had to register again")
                .isEqualTo(1);
    }

    @Test
    void two_lookups_per_account() {
        var store = new FaultyStore();
        var counted = new World(Settings.DEFAULT, store::around);
        String[] names = IntStream.range(0, 200).mapToObj(i -> "a" + i).toArray(String[]::new);
        counted.migrate("z1", names);
        assertThat(callsOfPage(counted, store, 200))
                .isEqualTo(callsOfPage(counted, store, 10))
                .isLessThanOrEqualTo(7);
    }

    private static int callsOfPage(World world, FaultyStore store, int limit) {
        int before = store.calls();
        var request = new ListAccounts.Request(new ListAccounts.Start.Page(1), limit, ListAccounts.Filter.NONE, true);
        assertThat(world.controlPlane.get(FunctionName.LIST).apply(request).items())
                .hasSize(limit);
        return store.calls() - before;
    }

    @Test
    void an_idle_poll_is_one_write_and_one_read() {
        var store = new FaultyStore();
        var counted = new World(Settings.DEFAULT, store::around);
        var agent = counted.agent("agent-1", "z1");
        counted.active("a", agent);
        counted.live(Duration.ofSeconds(60), agent);
        int before = store.calls();
        assertThat(((Poll.Result.Answer) agent.poll()).assignments()).isEmpty();
        assertThat(store.calls() - before).isEqualTo(2);
    }

    @Test
    void deleted_within_seconds() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        for (int blink = 0; blink < 5; blink++) {
            world.live(Duration.ofSeconds(90));
            world.live(Duration.ofSeconds(30), agent);
        }
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.history("a")).doesNotContain("delete", "stopped");
    }

    @Test
    void delete_did_not_delete() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.provision("z1", "b", new HashMap<>(Map.of("name", "b", "serviceAccount", true)));
        assertThat(world.delete("a", "b").entries())
                .allMatch(entry -> entry.result() instanceof TransitionResult.Moved);
        world.live(Duration.ofSeconds(30), agent);
        assertThat(world.view("a")).isEmpty();
        assertThat(world.view("b")).isEmpty();
        assertThat(world.store.names().count()).isZero();
    }

    @Test
    void delete_did_not_delete__what_an_agent_does_not_let_go_of_says_so_and_goes_when_it_can() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        agent.hangsOn("a");
        world.delete("a");
        world.live(Duration.ofMinutes(30), agent);
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_STOPPING);
        assertThat(world.account("a").message().orElseThrow()).contains("did not stop it", "agent-1");
        world.live(Duration.ofSeconds(80));
        assertThat(world.view("a")).as("its agent is gone").isEmpty();
    }

    @Test
    void empty_definition() {
        world.provision("z1", "b", new HashMap<>(Map.of("name", "b", "serviceAccount", true)));
        world.migrate("z1", "a");
        var account = world.account("a");
        world.store
                .definitions()
                .deleteOthers(account.name(), Optional.empty(), world.now().plusSeconds(1));
        var page = world.controlPlane
                .get(FunctionName.LIST)
                .apply(new ListAccounts.Request(new ListAccounts.Start.Page(1), 10, ListAccounts.Filter.NONE, true));
        assertThat(page.items()).hasSize(2);
        var agent = world.agent("agent-1", "z1");
        world.activate("a", "b");
        agent.poll();
        var answer = agent.definitions("a", "b");
        assertThat(answer.denied()).containsExactly(World.name("a"));
        assertThat(answer.definitions()).hasSize(1);
    }

    /** Wherever the first registration dies, the next poll finishes it, and nobody else is kept out meanwhile. */
    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void first_registration_error(FaultyStore.Fault death) {
        int deaths = 0;
        for (boolean died = true; died; deaths++) {
            var store = new FaultyStore();
            var mortal = new World(Settings.DEFAULT, store::around);
            var agent = mortal.agent("agent-1", "z1");
            store.failAfter(deaths, death);
            died = dies(agent);
            store.heal();
            assertThat(mortal.agent("agent-2", "z1").poll()).isInstanceOf(Poll.Result.Answer.class);
            assertThat(agent.poll()).isInstanceOf(Poll.Result.Answer.class);
            assertThat(mortal.store.zones().find(World.zone("z1")).members()).hasSize(2);
        }
        assertThat(deaths).as("calls of a registration").isGreaterThan(5);
    }

    private static boolean dies(TestAgent agent) {
        try {
            agent.poll();
            return false;
        } catch (FaultyStore.Died died) {
            return true;
        }
    }

    @Test
    void not_reregistered() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.live(Duration.ofSeconds(100));
        var answer = (Poll.Result.Answer) agent.pollAt(world.anotherInstance());
        assertThat(answer.assignments())
                .as("registered anew, with everything to confirm")
                .isPresent();
        assertThat(answer.assignments().get()).allMatch(task -> task.confirm());
        agent.report();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void zero_accounts_disconnect() {
        var agent = world.agent("agent-1", "z1");
        var answer = (Poll.Result.Answer) agent.poll();
        assertThat(answer.assignments()).contains(List.of());
        world.live(Duration.ofMinutes(10), agent);
        assertThat(world.store.zones().find(World.zone("z1")).members()).hasSize(1);
    }

    @Test
    void zombie_watchers() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.delete("a");
        world.live(Duration.ofSeconds(20), agent);
        assertThat(agent.watches()).isEmpty();
        assertThat(((Poll.Result.Answer) agent.restarted().poll()).assignments())
                .contains(List.of());
    }

    @Test
    void duplicate_watchers() {
        var agent = world.agent("agent-1", "z1");
        world.migrate("z1", "a");
        world.activate("a");
        var answer = (Poll.Result.Answer) agent.poll();
        agent.apply(answer);
        agent.report();
        long version = world.account("a").version();
        agent.apply(answer);
        agent.report();
        var again = TestAgent.says("a", world.account("a").generation(), Assignment.ReportedResult.WATCHING, null);
        agent.send(List.of(again, again));
        assertThat(world.account("a").version()).isEqualTo(version);
        assertThat(world.watchers("a")).containsExactly("agent-1");
    }

    @Test
    void visible_after_30_seconds() {
        var elsewhere = world.anotherInstance();
        world.migrate("z1", "a");
        assertThat(stateSeenBy(elsewhere)).contains(VisibleState.INACTIVE);
        world.activate("a");
        assertThat(stateSeenBy(elsewhere)).contains(VisibleState.TO_MIGRATE);
        world.delete("a");
        assertThat(stateSeenBy(elsewhere)).isEmpty();
    }

    /** The state of the only account, which the list and the account itself must agree on. */
    private static Optional<VisibleState> stateSeenBy(ControlPlane instance) {
        var request = new ListAccounts.Request(new ListAccounts.Start.Page(1), 10, ListAccounts.Filter.NONE, false);
        var listed = instance.get(FunctionName.LIST).apply(request).items().stream()
                .map(view -> view.account().visibleState())
                .findFirst();
        var read = instance.get(FunctionName.GET)
                .apply(new GetAccount.Request(World.name("a")))
                .account();
        assertThat(read.map(view -> view.account().visibleState())).isEqualTo(listed);
        return listed;
    }

    @Test
    void one_bad_cluster() {
        var agent = world.agent("agent-1", "z1").failsOn("bad").hangsOn("hanging");
        world.migrate("z1", "bad", "hanging", "good");
        world.activate("bad", "hanging", "good");
        world.live(Duration.ofSeconds(11), agent);
        assertThat(world.state("good")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void mass_orphan_after_outage() {
        var one = world.agent("agent-1", "z1");
        var two = world.agent("agent-2", "z2");
        world.active("a", one);
        world.active("b", two);
        world.live(Duration.ofSeconds(20), one, two);
        world.pass(Duration.ofMinutes(10));
        assertThat(world.sweep().distrust()).isPresent();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        world.live(Duration.ofMinutes(3), one, two);
        assertThat(world.history("a")).doesNotContain("orphan");
        assertThat(world.history("b")).doesNotContain("orphan");
        assertThat(world.sweep().distrust()).isEmpty();
    }

    @Test
    void mass_orphan_when_most_zones_fall_silent_at_once() {
        var agents = new TestAgent[4];
        for (int i = 0; i < agents.length; i++) {
            agents[i] = world.agent("agent-" + i, "z" + i);
            world.active("a" + i, agents[i]);
        }
        world.live(Duration.ofSeconds(30), agents);
        world.live(Duration.ofSeconds(80), agents[3]);
        assertThat(world.state("a0")).as("distrusted").isEqualTo(VisibleState.ACTIVE);
        world.live(Duration.ofSeconds(40), agents[3]);
        assertThat(world.state("a0")).as("for one timeout").isEqualTo(VisibleState.ACTIVE);
        assertThat(world.sweep().distrust().orElseThrow()).contains("3 of 4 zones");
        world.live(Duration.ofSeconds(50), agents[3]);
        assertThat(world.state("a0")).as("they did not come back: believed").isEqualTo(VisibleState.ORPHANED);
        assertThat(world.state("a3")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void one_zone_of_one_agent_is_no_outage() {
        var one = world.agent("agent-1", "z1");
        var two = world.agent("agent-2", "z2");
        world.active("a", one);
        world.active("b", two);
        world.live(Duration.ofSeconds(20), one, two);
        world.live(Duration.ofSeconds(80), two);
        assertThat(world.state("a")).isEqualTo(VisibleState.ORPHANED);
        assertThat(world.state("b")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void mark_without_act() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.pass(70);
        var heartbeat = world.store
                .heartbeats()
                .find(World.zone("z1"), new io.dynamicaccounts.functions.account.AgentId("agent-1"))
                .orElseThrow();
        assertThat(world.store.heartbeats().fence(heartbeat, world.now()))
                .as("a sweep died just here")
                .isTrue();
        world.sweep();
        assertThat(world.state("a")).isEqualTo(VisibleState.ORPHANED);
    }

    @Test
    void plaintext_round_trip() {
        var agent = world.agent("agent-1", "z1");
        world.provision("z1", "a", new HashMap<>(Map.of("name", "a", "kubeconfigContents", "canary")));
        var shown = world.view("a").orElseThrow().definition();
        assertThat(shown.toString()).doesNotContain("canary");
        world.redefine("a", new HashMap<>(shown));
        var stored = world.store
                .definitions()
                .find(new Definitions.Key(
                        World.name("a"), world.account("a").definition().orElseThrow()))
                .orElseThrow();
        assertThat(stored.fieldsInClear()).containsEntry("kubeconfigContents", "********");
        assertThat(stored.sealed()).hasSize(1);
        world.activate("a");
        agent.poll();
        assertThat(agent.definitions("a").definitions())
                .as("what agents get is unchanged")
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.definition().fields()).containsEntry("kubeconfigContents", "canary"));
    }

    @Test
    void acknowledged_then_forgotten() {
        var store = new FaultyStore();
        var mortal = new World(Settings.DEFAULT, store::around);
        var agent = mortal.agent("agent-1", "z1");
        mortal.active("a", agent);
        store.failAfter(4, FaultyStore.Fault.KILLED_BEFORE);
        assertThatThrownBy(
                        () -> mortal.redefine("a", new HashMap<>(Map.of("name", "a", "kubeconfigFile", "/kube/new"))))
                .as("dies between the account and its publication")
                .isInstanceOf(FaultyStore.Died.class);
        store.heal();
        assertThat(mortal.history("a").getFirst()).isEqualTo("redefine");
        long generation = mortal.account("a").generation();
        mortal.live(Duration.ofSeconds(60), agent);
        assertThat(agent.watchesGeneration("a")).isEqualTo(generation);
        assertThat(mortal.account("a").due()).isEmpty();
    }

    /**
     * One agent's answer does not show that the others were told: the publication may have died before the revision
     * rose.
     */
    @Test
    void acknowledged_by_one_and_forgotten_by_the_others() {
        var store = new FaultyStore();
        var mortal = new World(Settings.DEFAULT, store::around);
        var one = mortal.agent("agent-1", "z1");
        var two = mortal.agent("agent-2", "z1");
        two.poll();
        mortal.active("a", one);
        mortal.active("b", one);
        mortal.live(Duration.ofSeconds(60), one, two);
        one.send(List.of(
                TestAgent.says("b", mortal.account("b").generation(), Assignment.ReportedResult.FAILED, "lost")));
        store.failAfter(4, FaultyStore.Fault.KILLED_AFTER);
        assertThatThrownBy(
                        () -> mortal.redefine("a", new HashMap<>(Map.of("name", "a", "kubeconfigFile", "/kube/new"))))
                .as("dies after the assignment was written")
                .isInstanceOf(FaultyStore.Died.class);
        store.heal();
        long generation = mortal.account("a").generation();
        mortal.pass(6);
        one.poll();
        one.report();
        assertThat(mortal.account("a").deadline())
                .as("asked back for another account, it saw and confirmed this one")
                .isEmpty();
        mortal.live(Duration.ofSeconds(60), one, two);
        assertThat(two.watchesGeneration("a")).isEqualTo(generation);
        assertThat(mortal.watchers("a")).containsExactly("agent-1", "agent-2");
    }

    @Test
    void an_orphan_whose_publication_died_recovers_when_its_agent_returns() {
        var store = new FaultyStore();
        var mortal = new World(Settings.DEFAULT, store::around);
        var agent = mortal.agent("agent-1", "z1");
        mortal.active("a", agent);
        mortal.live(Duration.ofSeconds(20), agent);
        mortal.pass(70);
        for (int calls = 0; mortal.standing("a") != AccountState.ORPHANED; calls++) {
            store.failAfter(calls, FaultyStore.Fault.KILLED_AFTER);
            try {
                mortal.sweep();
            } catch (FaultyStore.Died died) {
                // The next one dies one call later.
            }
            store.heal();
        }
        mortal.live(Duration.ofSeconds(40), agent);
        assertThat(mortal.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void stale_attempt_kills_new() {
        var agent = world.agent("agent-1", "z1").failsOn("a");
        world.active("a", agent);
        long earlier = world.account("a").generation();
        agent.managesAgain("a");
        world.live(Duration.ofSeconds(20), agent);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(agent.stale(TestAgent.says("a", earlier, Assignment.ReportedResult.FAILED, "late")))
                .containsExactly(World.name("a"));
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    /**
     * The sweep decides that a start took too long; before it says so, an operator begins another, as far as the
     * first had come.
     */
    @Test
    void stale_attempt_kills_new__nor_does_the_deadline_of_an_earlier_one() {
        var meanwhile = new Meanwhile();
        var interrupted = new World(Settings.DEFAULT, meanwhile::around);
        var agent = interrupted.agent("agent-1", "z1").hangsOn("a");
        interrupted.active("a", agent);
        meanwhile.before(Event.START_FAILED, () -> {
            interrupted.reassign("a");
            agent.poll();
        });
        interrupted.live(Duration.ofSeconds(320), agent);
        assertThat(interrupted.history("a")).startsWith("assign", "reassign").doesNotContain("start failed");
        assertThat(interrupted.standing("a")).isEqualTo(AccountState.ACTIVATING);
    }

    @Test
    void stop_became_start() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        agent.hangsOn("a");
        world.deactivate("a");
        world.live(Duration.ofSeconds(320), agent);
        assertThat(world.history("a")).contains("stop failed").doesNotContain("retry");
        assertThat(world.standing("a"))
                .isIn(AccountState.TO_DEACTIVATE, AccountState.DEACTIVATING, AccountState.FAILED_STOPPING);
    }

    @Test
    void same_id_twice() {
        var older = world.agent("agent-1", "z1");
        older.poll();
        var newer = older.restarted();
        assertThat(newer.turnedAway()).isEmpty();
        assertThat(older.turnedAway()).contains(new AgentRejection.Superseded());
        assertThat(newer.turnedAway())
                .as("the older one does not take the id back")
                .isEmpty();
    }

    @Test
    void a_stale_failure_does_not_call_the_agent_back_early() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        world.reassign("a");
        long earlier = world.account("a").generation() - 1;
        var answer = (Report.Result.Answer)
                agent.send(List.of(TestAgent.says("a", earlier, Assignment.ReportedResult.FAILED, "late")));
        assertThat(answer.pollAfter()).isEqualTo(world.settings.timing().pollInterval());
    }

    @Test
    void of_two_reports_about_one_account_the_last_counts() {
        var agent = world.agent("agent-1", "z1");
        world.active("a", agent);
        long generation = world.account("a").generation();
        agent.send(List.of(
                TestAgent.says("a", generation, Assignment.ReportedResult.FAILED, "first"),
                TestAgent.says("a", generation, Assignment.ReportedResult.WATCHING, null)));
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.history("a")).doesNotContain("start failed");
    }

    @Test
    void status_nobody_told() {
        var agent = world.agent("agent-1", "z1").failsOn("a");
        world.active("a", agent);
        var account = world.view("a").orElseThrow().account();
        assertThat(account.visibleState()).isEqualTo(VisibleState.FAILED);
        assertThat(account.message().orElseThrow()).contains("connection refused");
        assertThat(account.retries()).isZero();
        assertThat(world.history("a").getFirst()).isEqualTo("start failed");
        world.live(Duration.ofMinutes(1), agent);
        assertThat(world.view("a").orElseThrow().account().retries()).isPositive();
    }

    @Test
    void a_name_without_an_account_is_skipped_and_cleared_away_once_it_is_old() {
        world.migrate("z1", "a");
        world.store.names().put(new AccountNames.Entry(World.name("ghost"), "token", world.now()));
        var request = new ListAccounts.Request(new ListAccounts.Start.Page(1), 10, ListAccounts.Filter.NONE, false);
        assertThat(world.controlPlane.get(FunctionName.LIST).apply(request).items())
                .hasSize(1);
        world.pass(Duration.ofHours(2));
        assertThat(world.controlPlane.get(FunctionName.LIST).apply(request).items())
                .hasSize(1);
        assertThat(world.store.names().count()).isEqualTo(1);
    }

    @Test
    void a_call_that_was_late_when_its_agent_was_fenced_leaves_no_account_active_for_ever() {
        var agent = world.agent("agent-1", "z1");
        world.migrate("z1", "a");
        world.activate("a");
        agent.poll();
        world.live(Duration.ofSeconds(80));
        var account = world.account("a");
        assertThat(account.state()).isIn(AccountState.TO_MIGRATE, AccountState.FAILED_NO_AGENT);
        assertThat(agent.stale(TestAgent.says("a", account.generation(), Assignment.ReportedResult.WATCHING, null)))
                .as("a fenced agent must poll first")
                .containsExactly(World.name("a"));
    }
}
