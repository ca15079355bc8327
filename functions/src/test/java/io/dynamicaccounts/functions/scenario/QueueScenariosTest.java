package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.Store;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An account that no agent takes says what it waits for. */
class QueueScenariosTest {

    private final World world = new World();
    private final TestAgent agent = world.agent("agent-1", "z1");

    @Test
    void a_zone_whose_agents_all_take_no_start_says_so_on_the_account_until_one_takes_it() {
        world.live(Duration.ofSeconds(20), agent.capacity(0));
        world.migrate("z1", "a");
        world.activate("a");
        world.live(Duration.ofMinutes(10), agent);
        assertThat(world.state("a")).isEqualTo(VisibleState.TO_MIGRATE);
        assertThat(world.view("a").orElseThrow().waitsFor())
                .hasValueSatisfying(reason -> assertThat(reason).contains("z1", "capacity 0"));

        world.live(Duration.ofSeconds(15), agent.capacity(1));

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.view("a").orElseThrow().waitsFor()).isEmpty();
    }

    @Test
    void a_zone_without_an_agent_says_so() {
        world.migrate("z1", "a");
        world.activate("a");
        assertThat(world.view("a").orElseThrow().waitsFor())
                .contains(
                        "waiting: no agent lives in zone z1. Start one there, or deactivate the account and activate it"
                                + " with the zoneId of a zone that has agents");
    }

    @Test
    void no_zone_named_and_no_agent_anywhere_says_so() {
        world.sweep();
        world.migrateAnywhere("a");
        world.activate("a");
        assertThat(world.view("a").orElseThrow().waitsFor())
                .contains("waiting: no zone was named, and no agent lives in any. Start an agent: the sweep hands the"
                        + " account to its zone");
    }

    @Test
    void while_an_agent_may_take_it_nothing_is_said() {
        world.live(Duration.ofSeconds(20), agent);
        world.migrate("z1", "a");
        world.activate("a");
        assertThat(world.view("a").orElseThrow().waitsFor()).isEmpty();
    }

    /** A report asks for a list while a poll that began before it is still being answered. */
    @Test
    void undone_wake__a_poll_that_is_answered_late_does_not_undo_when_a_report_asked_to_be_called_back() {
        var held = new World(Settings.DEFAULT, this::interruptible);
        var failing = held.agent("agent-1", "z1");
        held.active("a", failing);
        held.live(Duration.ofSeconds(20), failing);
        held.pass(Timing.DEFAULT.activationTimeout());
        beforeWake = () -> failing.send(
                List.of(TestAgent.says("a", held.account("a").generation(), Assignment.ReportedResult.FAILED, "lost")));
        failing.poll();

        assertThat(beforeWake).as("the poll was woken, and clears that").isNull();
        assertThat(held.store
                        .heartbeats()
                        .find(World.zone("z1"), new AgentId("agent-1"))
                        .orElseThrow()
                        .wakeAt())
                .hasValueSatisfying(
                        at -> assertThat(at).isBeforeOrEqualTo(held.now().plusSeconds(5)));
    }

    private @Nullable Runnable beforeWake;

    private Store interruptible(Store store) {
        return InterceptedStore.around(store, call -> {
            Runnable meanwhile = beforeWake;
            if (meanwhile != null && call.is(Heartbeats.class, "setWakeTime")) {
                beforeWake = null;
                meanwhile.run();
            }
            return call.proceed();
        });
    }
}
