package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.agent.Poll;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One watch that will not end holds up nothing but its own account. */
class HungStopScenariosTest {

    private final World world = new World();
    private final TestAgent one = world.agent("agent-1", "z1");
    private final TestAgent two = world.agent("agent-2", "z1");

    private static String[] names() {
        return IntStream.range(0, 12).mapToObj(i -> "a" + i).toArray(String[]::new);
    }

    private void oneHangsInAStop(TestAgent... agents) {
        world.live(Duration.ofSeconds(20), agents);
        world.migrate("z1", names());
        world.activate(names());
        world.active("hung", one);
        world.live(Duration.ofSeconds(40), agents);
        one.hangsOn("hung");
        world.deactivate("hung");
        world.live(Duration.ofSeconds(40), agents);
    }

    @Test
    void one_hung_stop__a_leave_hands_over_the_caching_of_all_other_accounts() {
        var three = world.agent("agent-3", "z1");
        oneHangsInAStop(one, two, three);
        three.leaves();
        world.live(Duration.ofSeconds(40), one, two);
        assertThat(names())
                .allSatisfy(name -> assertThat(Stream.of(one, two)
                                .filter(agent -> agent.caches().contains(name)))
                        .as(name)
                        .hasSize(1));
    }

    @Test
    void an_account_that_moves_away_is_cached_in_its_new_zone() {
        var elsewhere = world.agent("agent-9", "z2");
        oneHangsInAStop(one, two, elsewhere);
        world.deactivate("a0");
        world.live(Duration.ofSeconds(40), one, two, elsewhere);
        assertThat(world.state("a0")).isEqualTo(VisibleState.INACTIVE);
        world.activateIn("z2", "a0");
        world.live(Duration.ofSeconds(60), one, two, elsewhere);
        assertThat(elsewhere.caches()).containsExactly("a0");
    }

    @Test
    void polls_are_idle_while_a_stop_hangs() {
        oneHangsInAStop(one, two);
        int lists = 0;
        for (int poll = 0; poll < 30; poll++) {
            world.live(Duration.ofSeconds(10), one, two);
            lists += ((Poll.Result.Answer) one.lastAnswer).assignments().isPresent() ? 1 : 0;
        }
        assertThat(lists).as("lists in five minutes").isLessThanOrEqualTo(5);
    }

    @Test
    void the_stop_itself_is_not_over_before_its_watch_has_ended() {
        oneHangsInAStop(one, two);
        assertThat(world.state("hung")).isEqualTo(VisibleState.DEACTIVATING);
        one.hangsNoMore();
        world.live(Duration.ofSeconds(20), one, two);
        assertThat(world.state("hung")).isEqualTo(VisibleState.INACTIVE);
    }

    @Test
    void an_agent_of_an_earlier_version_that_hangs_is_waited_for() {
        one.ofAnEarlierVersion();
        var three = world.agent("agent-3", "z1");
        oneHangsInAStop(one, two, three);
        three.leaves();
        world.live(Duration.ofMinutes(3), one, two);
        assertThat(names())
                .allSatisfy(name -> assertThat(Stream.of(one, two)
                                .filter(agent -> agent.caches().contains(name)))
                        .as(name)
                        .hasSizeLessThanOrEqualTo(1));
        assertThat(one.caches().size() + two.caches().size()).isLessThan(names().length);
    }

    @Test
    void a_stop_that_an_agent_could_not_make_says_which_agent_and_why() {
        world.active("a", one);
        one.failsOn("a");
        world.deactivate("a");
        one.poll();
        one.report();
        assertThat(world.state("a")).isEqualTo(VisibleState.FAILED);
        assertThat(world.account("a").message()).contains("agent z1/agent-1 could not stop it: connection refused");
    }
}
