package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A lease holds for as long as it was told, whatever is told since, and to whom. */
class LeaseScenariosTest {

    private static final Settings LONG = World.settings(Timing.DEFAULT, Duration.ofSeconds(300));
    private static final Settings SHORT = World.settings(Timing.DEFAULT, Duration.ofSeconds(60));

    private final World world = new World(LONG, store -> store);
    private final ControlPlane shorter = world.anotherInstance(SHORT);
    private final TestAgent one = world.agent("agent-1", "z1");
    private final TestAgent two = world.agent("agent-2", "z1");

    private void activate() {
        world.live(Duration.ofSeconds(20), one, two);
        for (int i = 0; i < 6; i++) {
            world.active("a" + i, one);
        }
        world.live(Duration.ofSeconds(40), one, two);
        assertThat(one.caches()).isNotEmpty();
        assertThat(two.caches()).isNotEmpty();
    }

    /** From now on all functions are configured with the shorter timeout, and only this agent is heard. */
    private void shrinks(TestAgent heard, TestAgent silent, int seconds) {
        for (int second = 0; second < seconds; second++) {
            world.pass(1);
            if (!world.now().isBefore(heard.nextPoll())) {
                heard.pollAt(shorter);
                heard.report();
            }
            if (second % 15 == 0) {
                Sweep.Result _ = shorter.get(FunctionName.SWEEP).apply(new Sweep.Request(Duration.ofMinutes(1)));
            }
            for (int i = 0; i < 6; i++) {
                String name = "a" + i;
                assertThat(Stream.of(heard, silent)
                                .filter(agent -> agent.caches().contains(name)))
                        .as("%s after %s s", name, second)
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void shortened_lease__the_next_cacher_waits_for_the_longer_lease_that_a_silent_agent_was_told() {
        activate();
        shrinks(two, one, 300);
        assertThat(two.caches()).hasSize(6);
    }

    @Test
    void a_poll_whose_answer_was_lost_does_not_shorten_a_lease() {
        activate();
        world.pass(10);
        one.askOf(shorter);
        shrinks(two, one, 300);
        assertThat(two.caches()).hasSize(6);
    }

    @Test
    void who_takes_an_id_over_waits_for_the_lease_of_the_session_before() {
        activate();
        var replacement = one.restarted();
        replacement.pollAt(shorter);
        for (int second = 0; second < 300; second++) {
            world.pass(1);
            for (TestAgent agent : new TestAgent[] {replacement, two}) {
                if (!world.now().isBefore(agent.nextPoll())) {
                    agent.pollAt(shorter);
                    agent.report();
                }
            }
            for (int i = 0; i < 6; i++) {
                String name = "a" + i;
                assertThat(Stream.of(one, replacement, two)
                                .filter(agent -> agent.caches().contains(name)))
                        .as("%s after %s s", name, second)
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
        assertThat(replacement.caches().size() + two.caches().size()).isEqualTo(6);
    }

    @Test
    void lease_told_but_not_stored__a_poll_that_comes_after_a_later_one_is_told_no_more_than_what_is_stored() {
        one.pollAt(shorter);
        Instant stored = heartbeat().leaseUntil().orElseThrow();
        world.pass(-1);

        var late = (Poll.Result.Answer) one.poll();

        assertThat(heartbeat().leaseUntil()).as("a late beat is not written").contains(stored);
        assertThat(heartbeat().lastSeen().plus(late.lease())).isBeforeOrEqualTo(stored);
    }

    private Heartbeat heartbeat() {
        return world.store
                .heartbeats()
                .find(World.zone("z1"), new AgentId("agent-1"))
                .orElseThrow();
    }
}
