package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.Zones;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sequences in which a second agent would cache if one step of a hand-over forgot what another had to wait for. */
class HandOverRacesTest {

    private @Nullable Runnable beforeRaise;
    private final World world = new World(Settings.DEFAULT, this::interruptible);
    private final TestAgent one = world.agent("agent-1", "z1");

    private Store interruptible(Store store) {
        return InterceptedStore.around(store, call -> {
            Runnable meanwhile = beforeRaise;
            if (meanwhile != null && call.is(Zones.class, "raiseRevisionFrom")) {
                beforeRaise = null;
                meanwhile.run();
            }
            return call.proceed();
        });
    }

    private static boolean toldToCache(TestAgent agent, String name) {
        return ((Poll.Result.Answer) agent.lastAnswer)
                .assignments().orElseThrow().stream()
                        .anyMatch(task -> task.account().equals(World.name(name)) && task.caching());
    }

    @Test
    void a_list_is_of_the_revision_that_was_read_where_another_was_quicker_to_raise_it() {
        var two = world.agent("agent-2", "z1");
        for (int i = 0; i < 6; i++) {
            world.active("a" + i, one);
        }
        world.live(Duration.ofSeconds(20), one);
        world.migrate("z1", "waiting");
        world.activate("waiting");
        long read = world.store.zones().find(World.zone("z1")).revision();

        beforeRaise = two::poll;
        one.poll();

        assertThat(((Poll.Result.Answer) one.lastAnswer).revision()).isEqualTo(read);
        one.report();
        for (int second = 0; second < 60; second++) {
            world.live(Duration.ofSeconds(1), one, two);
            for (int i = 0; i < 6; i++) {
                String name = "a" + i;
                assertThat(Stream.of(one, two).filter(agent -> agent.caches().contains(name)))
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void a_retry_within_the_lease_of_the_zone_that_was_left_still_waits_for_it() {
        var two = world.agent("agent-2", "z2");
        two.poll();
        world.active("a", one);
        one.poll();
        assertThat(one.caches()).containsExactly("a");
        world.disconnect(one);
        assertThat(world.state("a")).isEqualTo(VisibleState.ORPHANED);

        world.activateIn("z2", "a");
        two.poll();
        two.report();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        two.send(List.of(
                TestAgent.says("a", world.account("a").generation(), Assignment.ReportedResult.FAILED, "lost")));
        world.pass(6);
        two.poll();

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVATING);
        assertThat(one.caches()).containsExactly("a");
        assertThat(toldToCache(two, "a")).isFalse();
    }

    @Test
    void an_account_that_moved_twice_waits_for_both_zones() {
        var three = world.agent("agent-3", "z3");
        three.poll();
        world.active("a", one);
        one.poll();
        world.disconnect(one);
        world.activateIn("z2", "a");
        world.deactivate("a");
        world.activateIn("z3", "a");
        three.poll();
        three.report();
        world.pass(5);
        three.poll();

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(one.caches()).containsExactly("a");
        assertThat(three.caches()).isEmpty();
        world.live(Duration.ofSeconds(60), three);
        assertThat(three.caches()).containsExactly("a");
    }

    @Test
    void confirmed_then_moved__an_account_that_was_confirmed_in_a_second_zone_waits_for_the_first_in_the_third() {
        var two = world.agent("agent-2", "z2");
        var three = world.agent("agent-3", "z3");
        confirmedInTheSecondZoneAndStoppedThere(two, three);
        world.activateIn("z3", "a");

        cachedInTheThirdZoneOnlyOnceTheFirstHasLetGo(two, three);
    }

    @Test
    void confirmed_then_moved__also_where_it_was_removed_and_lives_again() {
        var two = world.agent("agent-2", "z2");
        var three = world.agent("agent-3", "z3");
        confirmedInTheSecondZoneAndStoppedThere(two, three);
        world.delete("a");
        assertThat(world.standing("a")).isEqualTo(AccountState.REMOVED);
        world.migrate("z3", "a");
        world.activate("a");

        cachedInTheThirdZoneOnlyOnceTheFirstHasLetGo(two, three);
    }

    /** While the agent of the first zone, cut off, still holds its lease. */
    private void confirmedInTheSecondZoneAndStoppedThere(TestAgent two, TestAgent three) {
        two.poll();
        three.poll();
        world.active("a", one);
        one.poll();
        world.disconnect(one);
        world.activateIn("z2", "a");
        two.poll();
        two.report();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(toldToCache(two, "a")).isFalse();
        world.deactivate("a");
        two.poll();
        two.report();
        assertThat(world.state("a")).isEqualTo(VisibleState.INACTIVE);
    }

    private void cachedInTheThirdZoneOnlyOnceTheFirstHasLetGo(TestAgent two, TestAgent three) {
        world.live(Duration.ofSeconds(30), two, three);
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(one.caches()).containsExactly("a");
        assertThat(three.caches()).isEmpty();
        world.live(Duration.ofSeconds(60), two, three);
        assertThat(three.caches()).containsExactly("a");
    }
}
