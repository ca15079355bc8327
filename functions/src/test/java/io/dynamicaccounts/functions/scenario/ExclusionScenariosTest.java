package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.store.Assignment;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An account is watched and cached by an agent that can reach its cluster, whichever of the others cannot. */
class ExclusionScenariosTest {

    private static final int ACCOUNTS = 10;

    private final World world = new World();
    private final TestAgent one = world.agent("agent-1", "z1");
    private final TestAgent two = world.agent("agent-2", "z1");
    private final TestAgent three = world.agent("agent-3", "z1");

    private static String[] names() {
        return IntStream.range(0, ACCOUNTS).mapToObj(i -> "a" + i).toArray(String[]::new);
    }

    private void activate(TestAgent... agents) {
        world.live(Duration.ofSeconds(20), agents);
        world.migrate("z1", names());
        world.activate(names());
        world.live(Duration.ofSeconds(40), agents);
    }

    /** Lives, and asserts at every second that no two of these may cache one account. */
    private void live(Duration time, TestAgent... agents) {
        for (int second = 0; second < time.toSeconds(); second++) {
            world.live(Duration.ofSeconds(1), agents);
            if (second % 15 == 14) {
                world.sweep();
            }
            for (String name : names()) {
                assertThat(cachers(name)).as("at %s", world.now()).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    /** Also of those who are silent, by what they were told. */
    private List<String> cachers(String name) {
        return Stream.of(one, two, three)
                .filter(agent -> agent.caches().contains(name))
                .map(TestAgent::id)
                .toList();
    }

    private void fails(TestAgent agent, String... names) {
        for (String name : names) {
            agent.failsOn(name);
            agent.send(List.of(TestAgent.says(
                    name, world.account(name).generation(), Assignment.ReportedResult.FAILED, "connection refused")));
        }
    }

    private List<String> cachedBy(TestAgent agent) {
        return Stream.of(names()).filter(name -> agent.caches().contains(name)).toList();
    }

    private void allCachedBy(TestAgent agent) {
        assertThat(names()).allSatisfy(name -> {
            assertThat(cachers(name)).as(name).containsExactly(agent.id());
            assertThat(world.view(name).orElseThrow().agents().stream()
                            .filter(watcher -> watcher.caching())
                            .map(watcher -> watcher.agent().value()))
                    .as("what operators are told of %s", name)
                    .containsExactly(agent.id());
        });
    }

    @Test
    void cacher_cannot_reach__an_agent_that_never_reaches_the_clusters_costs_no_account_its_cacher() {
        one.failsOn(names());
        activate(one, two);
        live(Duration.ofMinutes(2), one, two);
        allCachedBy(two);
    }

    @Test
    void a_cacher_that_loses_a_cluster_hands_over_and_the_account_stays_active() {
        activate(one, two);
        List<String> ofOne = cachedBy(one);
        assertThat(ofOne).isNotEmpty();
        fails(one, ofOne.toArray(String[]::new));
        live(Duration.ofSeconds(40), one, two);
        allCachedBy(two);
        assertThat(names()).allMatch(name -> world.state(name) == VisibleState.ACTIVE);
    }

    @Test
    void the_next_one_waits_for_a_silent_cacher_until_its_lease_has_run_out() {
        activate(one, two);
        String lost = cachedBy(one).getFirst();
        fails(one, lost);
        live(Duration.ofSeconds(50), two);
        assertThat(cachers(lost)).isEmpty();
        live(Duration.ofSeconds(60), two);
        assertThat(cachers(lost)).containsExactly("agent-2");
    }

    /** It is asked for lists meanwhile: otherwise the zone is idle, and what it should wait for has passed. */
    @Test
    void the_next_one_waits_also_where_it_is_given_lists_while_the_cacher_is_silent() {
        activate(one, two);
        String lost = cachedBy(one).getFirst();
        fails(one, lost);
        for (int i = 0; i < 4; i++) {
            world.migrate("z1", "later-" + i);
            world.activate("later-" + i);
            live(Duration.ofSeconds(11), two);
        }
        assertThat(world.watchers("later-3")).containsExactly("agent-2");
        assertThat(two.caches()).doesNotContain(lost);
    }

    @Test
    void when_the_next_one_fails_too_the_first_that_came_back_caches_again() {
        activate(one, two);
        fails(one, names());
        live(Duration.ofSeconds(40), one, two);
        allCachedBy(two);
        one.managesAgain(names());
        live(Duration.ofMinutes(16), one, two);
        fails(two, names());
        live(Duration.ofSeconds(60), one, two);
        allCachedBy(one);
    }

    @Test
    void the_last_one_left_caches_although_it_was_excluded() {
        activate(one, two);
        fails(one, names());
        live(Duration.ofSeconds(40), one, two);
        one.managesAgain(names());
        live(Duration.ofMinutes(16), one, two);
        two.leaves();
        live(Duration.ofSeconds(40), one);
        allCachedBy(one);
    }

    @Test
    void an_exclusion_ends_after_a_newer_epoch_so_that_accounts_spread_again() {
        activate(one, two);
        fails(one, names());
        live(Duration.ofSeconds(40), one, two);
        one.managesAgain(names());
        live(Duration.ofMinutes(16), one, two);
        live(Duration.ofMinutes(2), one, two, three);
        assertThat(one.caches()).isNotEmpty();
        assertThat(names()).allMatch(name -> cachers(name).size() == 1);
    }

    @Test
    void who_failed_too_often_beside_a_watcher_is_asked_again_for_ever() {
        activate(one, two);
        fails(one, "a0");
        live(Duration.ofHours(2), one, two);
        assertThat(world.watchers("a0")).containsExactly("agent-2");
        one.managesAgain("a0");
        live(Duration.ofMinutes(16), one, two);
        assertThat(world.watchers("a0")).containsExactly("agent-1", "agent-2");
    }

    @Test
    void watched_by_nobody__an_account_that_only_one_agent_watched_is_watched_by_the_other_once_that_has_left() {
        activate(one, two);
        fails(one, names());
        live(Duration.ofMinutes(40), one, two);
        one.managesAgain(names());
        two.leaves();
        live(Duration.ofSeconds(60), one);
        assertThat(names()).allMatch(name -> world.watchers(name).equals(List.of("agent-1")));
    }

    @Test
    void an_account_that_nobody_watches_any_more_fails_and_says_so() {
        activate(one, two);
        fails(one, names());
        live(Duration.ofMinutes(40), one, two);
        two.leaves();
        live(Duration.ofSeconds(60), one);
        assertThat(names()).noneMatch(name -> world.state(name) == VisibleState.ACTIVE);
    }

    @Test
    void switched_on_without_recovery_it_still_costs_no_account_its_cacher() {
        World rolledOut = World.withoutRecovery();
        rolledOut.deploy(Settings.Exclusions.OFF);
        var reaches = rolledOut.agent("agent-1", "z1");
        var doesNot = rolledOut.agent("agent-2", "z1").failsOn(names());
        rolledOut.live(Duration.ofSeconds(20), reaches, doesNot);
        rolledOut.migrate("z1", names());
        rolledOut.activate(names());
        rolledOut.live(Duration.ofMinutes(10), reaches, doesNot);
        assertThat(reaches.caches()).as("nobody is excluded").isNotEmpty().hasSizeLessThan(ACCOUNTS);

        rolledOut.deploy(Settings.Exclusions.ON);
        rolledOut.live(Duration.ofMinutes(6), reaches, doesNot);

        assertThat(reaches.caches()).containsExactlyInAnyOrder(names());
    }
}
