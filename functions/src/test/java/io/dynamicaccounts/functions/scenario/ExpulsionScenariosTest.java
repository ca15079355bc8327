package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zones;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An agent that is expelled while its poll is answered registers anew, a bounded number of times. */
class ExpulsionScenariosTest {

    private int expulsions;
    private final World world = new World(Settings.DEFAULT, this::expelling);
    private final TestAgent agent = world.agent("agent-1", "z1");

    /** Empties a zone's roster just before its epoch is settled: the poll that settles it finds its agent gone. */
    private Store expelling(Store store) {
        return InterceptedStore.around(store, call -> {
            if (call.is(Zones.class, "settleEpoch") && expulsions > 0) {
                expulsions--;
                assertThat(store.zones().replaceMembers((Zone) call.arguments()[0], List.of(), List.of()))
                        .isPresent();
            }
            return call.proceed();
        });
    }

    @Test
    void an_agent_that_was_expelled_joins_again_in_the_same_poll() {
        expulsions = 19;
        assertThat(agent.poll()).isInstanceOf(Poll.Result.Answer.class);
        assertThat(expulsions).isZero();
        assertThat(world.store.zones().find(World.zone("z1")).members()).hasSize(1);
    }

    @Test
    void a_member_that_is_expelled_while_its_poll_settles_an_epoch_joins_again_in_the_same_poll() {
        agent.poll();
        world.agent("agent-2", "z1").poll();
        expulsions = 1;
        for (int polls = 0; expulsions > 0; polls++) {
            assertThat(polls).as("polls until the epoch settles").isLessThan(5);
            agent.poll();
        }
        assertThat(world.store.zones().find(World.zone("z1")).members())
                .extracting(Zone.Member::agent)
                .containsExactly(new AgentId("agent-1"));
    }

    @Test
    void an_agent_that_is_expelled_each_time_is_refused_after_twenty_tries() {
        expulsions = Integer.MAX_VALUE;
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(agent::poll)
                .withMessage("agent z1/agent-1 is being expelled too fast");
        assertThat(Integer.MAX_VALUE - expulsions).isEqualTo(20);
    }
}
