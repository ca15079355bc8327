package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.zone.ZoneSearch;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An account that nobody gave a zone tries one live zone after the other, and stays where it succeeds. */
class ZoneSearchScenariosTest {

    private final World world = new World();
    private final TestAgent one = world.agent("agent-1", "z1");
    private final TestAgent two = world.agent("agent-2", "z2");
    private final TestAgent three = world.agent("agent-3", "z3");

    private void zonesLive() {
        world.live(Duration.ofSeconds(20), one, two, three);
    }

    @Test
    void it_is_given_the_live_zone_with_the_fewest_accounts() {
        world.active("a", one);
        world.active("b", two);
        zonesLive();
        world.migrateAnywhere("c");
        world.activate("c");
        assertThat(world.account("c").zone()).contains(World.zone("z3"));
        world.live(Duration.ofSeconds(15), one, two, three);
        assertThat(world.state("c")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.account("c").zonePinned()).isTrue();
    }

    @Test
    void what_is_activated_together_is_spread_over_the_zones() {
        zonesLive();
        String[] names = IntStream.range(0, 9).mapToObj(i -> "a" + i).toArray(String[]::new);
        world.migrateAnywhere(names);
        world.activate(names);
        for (String zone : List.of("z1", "z2", "z3")) {
            assertThat(names)
                    .filteredOn(name -> world.account(name).zone().orElseThrow().equals(World.zone(zone)))
                    .hasSize(3);
        }
    }

    @Test
    void it_goes_on_to_the_next_zone_when_one_fails_and_stays_where_it_succeeds() {
        one.failsOn("a");
        two.failsOn("a");
        zonesLive();
        world.migrateAnywhere("a");
        world.activate("a");
        world.live(Duration.ofSeconds(60), one, two, three);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.account("a").zone()).contains(World.zone("z3"));
        assertThat(world.account("a").triedReasons())
                .hasSize(2)
                .allMatch(reason -> reason.contains("connection refused"));
        assertThat(one.watches()).isEmpty();
        assertThat(two.watches()).isEmpty();
        assertThat(three.caches()).containsExactly("a");
    }

    @Test
    void when_every_zone_has_failed_it_says_why_each_did() {
        one.failsOn("a");
        two.failsOn("a");
        three.failsOn("a");
        zonesLive();
        world.migrateAnywhere("a");
        world.activate("a");
        world.live(Duration.ofMinutes(3), one, two, three);
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_STARTING);
        assertThat(world.account("a").message().orElseThrow())
                .contains("zone z1", "zone z2", "zone z3", "agent-1", "agent-2", "agent-3");
    }

    @Test
    void its_history_begins_with_the_operators_wish_and_not_with_the_search() {
        zonesLive();
        world.migrateAnywhere("a");
        world.activate("a");
        assertThat(world.history("a")).containsExactly("try next zone", "activate", "provision");
    }

    @Test
    void a_zone_that_an_operator_names_is_the_only_one_tried() {
        one.failsOn("a");
        zonesLive();
        world.migrate("z1", "a");
        world.activate("a");
        world.live(Duration.ofMinutes(3), one, two, three);
        assertThat(world.state("a")).isNotEqualTo(VisibleState.ACTIVE);
        assertThat(world.account("a").zone()).contains(World.zone("z1"));
    }

    @Test
    void where_no_zone_lives_it_waits_for_the_first_that_does() {
        world.migrateAnywhere("a");
        assertThat(world.activate("a").entries()).allMatch(entry -> entry.result() instanceof TransitionResult.Moved);
        world.live(Duration.ofSeconds(30));
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_NO_AGENT);
        assertThat(world.account("a").message()).contains("no live agent in any zone");
        world.live(Duration.ofMinutes(4), two);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.account("a").zone()).contains(World.zone("z2"));
    }

    @Test
    void the_sweep_that_first_sees_a_zone_live_queues_there_what_waited_for_any() {
        world.migrateAnywhere("a");
        world.activate("a");
        world.live(Duration.ofSeconds(30));
        assertThat(world.standing("a")).isEqualTo(AccountState.FAILED_NO_AGENT);
        world.live(Duration.ofSeconds(100));
        two.poll();
        world.pass(6);
        world.sweep();
        assertThat(world.standing("a")).isEqualTo(AccountState.TO_MIGRATE);
        assertThat(world.account("a").message()).as("nothing went wrong").isEmpty();
        two.poll();
        assertThat(world.standing("a")).as("published by the sweep itself").isEqualTo(AccountState.ACTIVATING);
    }

    @Test
    void only_an_operators_account_without_a_certain_zone_looks_for_one() {
        world.migrateAnywhere("any");
        world.migrate("z1", "certain");
        one.declares("static").poll();
        assertThat(ZoneSearch.appliesTo(world.account("any"))).isTrue();
        assertThat(ZoneSearch.appliesTo(world.account("certain"))).isFalse();
        assertThat(ZoneSearch.appliesTo(world.account("static"))).isFalse();
    }

    @Test
    void a_zone_that_dies_while_it_tries_is_left_for_another() {
        one.hangsOn("a");
        world.live(Duration.ofSeconds(20), one);
        world.migrateAnywhere("a");
        world.activate("a");
        world.live(Duration.ofSeconds(15), one);
        assertThat(world.account("a").zone()).contains(World.zone("z1"));
        world.live(Duration.ofMinutes(5), two);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.account("a").zone()).contains(World.zone("z2"));
    }

    @Test
    void a_zone_that_never_answers_is_left_at_the_deadline() {
        one.hangsOn("a");
        zonesLive();
        world.migrateAnywhere("a");
        world.activate("a");
        world.live(Duration.ofSeconds(340), one, two, three);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.account("a").zone()).contains(World.zone("z2"));
        assertThat(world.history("a")).contains("try next zone").doesNotContain("start failed", "retry");
        assertThat(world.account("a").triedReasons()).containsExactly("no agent confirmed it within 300 s");
        assertThat(world.assignment("z1", "a").state())
                .as("its agents are told to drop it")
                .isEqualTo(AccountState.REMOVED);
    }

    @Test
    void a_zone_that_died_before_it_took_the_account_up_is_left_at_once_for_one_that_lives() {
        zonesLive();
        world.migrateAnywhere("a");
        world.activate("a");
        assertThat(world.account("a").zone()).contains(World.zone("z1"));
        world.pass(6);
        world.disconnect(one);
        two.poll();
        world.sweep();
        assertThat(world.account("a").zone()).contains(World.zone("z2"));
        assertThat(world.history("a")).contains("try next zone").doesNotContain("no taker");
        assertThat(world.account("a").message()).contains("no live agent in zone z1");
        two.poll();
        assertThat(world.standing("a")).as("published by the sweep itself").isEqualTo(AccountState.ACTIVATING);
    }

    /** Two hundred accounts in a row live in one zone, which the search cannot know. */
    private static int home(String name) {
        return Integer.parseInt(name.substring(1)) / 200;
    }

    @Test
    void two_thousand_accounts_over_ten_zones_find_theirs() {
        var agents = IntStream.range(0, 10)
                .mapToObj(zone -> world.agent("agent-of-" + zone, "zone-" + zone)
                        .capacity(1_000)
                        .reachesOnly(name -> home(name) == zone))
                .toArray(TestAgent[]::new);
        world.live(Duration.ofSeconds(20), agents);
        String[] names = IntStream.range(0, 2_000).mapToObj(i -> "a" + i).toArray(String[]::new);
        world.migrateAnywhere(names);
        world.activate(names);
        world.live(Duration.ofMinutes(4), agents);
        int tries = 0;
        for (String name : names) {
            assertThat(world.standing(name)).as(name).isEqualTo(AccountState.ACTIVE);
            assertThat(world.account(name).zone()).contains(World.zone("zone-" + home(name)));
            tries += world.account(name).triedZones().size() + 1;
        }
        assertThat(tries).as("zones tried by 2,000 accounts").isLessThanOrEqualTo(2_000 * 10);
        System.out.println("zones tried by 2,000 accounts over 10 zones: " + tries);
    }
}
