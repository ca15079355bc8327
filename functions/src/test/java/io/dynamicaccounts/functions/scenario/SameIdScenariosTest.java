package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.agent.AgentRejection;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.operator.Disconnect;
import io.dynamicaccounts.functions.operator.GetAgent;
import io.dynamicaccounts.functions.operator.ListAgents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Agents of two zones that have the same id, and processes that have the same id in one zone. */
class SameIdScenariosTest {

    private final World world = new World();

    @Test
    void an_agent_that_restarts_gets_its_id_back_although_another_zones_agent_polled_by_it_meanwhile() {
        var before = world.agent("eu-1", "eu");
        world.active("shop", before);
        before.leaves();
        var elsewhere = world.agent("eu-1", "us");
        assertThat(elsewhere.turnedAway()).isEmpty();

        var after = before.restarted();
        assertThat(after.turnedAway()).isEmpty();
        after.report();
        world.live(Duration.ofMinutes(5), after, elsewhere);

        assertThat(world.state("shop")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.history("shop")).doesNotContain("orphan");
        assertThat(elsewhere.watches()).isEmpty();
    }

    @Test
    void two_agents_of_one_id_each_watch_and_cache_what_their_zone_has() {
        var here = world.agent("agent-1", "eu");
        var there = world.agent("agent-1", "us");
        world.active("shop", here);
        world.active("bank", there);

        world.live(Duration.ofMinutes(5), here, there);
        assertThat(here.caches()).containsExactly("shop");
        assertThat(there.caches()).containsExactly("bank");

        there.leaves();
        world.live(Duration.ofMinutes(5), here);
        assertThat(world.state("shop")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.state("bank")).isEqualTo(VisibleState.ORPHANED);
    }

    @Test
    void the_history_names_the_zone_and_the_id() {
        world.active("shop", world.agent("agent-1", "eu"));
        world.active("bank", world.agent("agent-1", "us"));

        assertThat(world.actors("shop")).containsExactly("eu/agent-1", "eu/agent-1", World.OPERATOR, World.OPERATOR);
        assertThat(world.actors("bank")).containsExactly("us/agent-1", "us/agent-1", World.OPERATOR, World.OPERATOR);
    }

    @Test
    void why_an_agent_could_not_stop_is_told() {
        var agent = world.agent("agent-1", "eu");
        world.agent("agent-1", "us").poll();
        world.active("shop", agent);
        agent.failsOn("shop");
        world.deactivate("shop");
        agent.poll();
        agent.report();

        assertThat(world.account("shop").message()).contains("agent eu/agent-1 could not stop it: connection refused");
    }

    @Test
    void the_list_has_both_and_one_is_found_by_its_zone() {
        var here = world.agent("agent-1", "us");
        var there = world.agent("agent-1", "eu");
        world.active("shop", here);
        there.poll();

        assertThat(world.controlPlane
                        .get(FunctionName.AGENTS)
                        .apply(new ListAgents.Request())
                        .agents())
                .extracting(agent -> agent.zone().value())
                .containsExactly("eu", "us");
        assertThat(agent(Optional.empty()))
                .isEqualTo(new GetAgent.Result.Several(List.of(World.zone("eu"), World.zone("us"))));
        assertThat(agent(Optional.of("us")))
                .isInstanceOfSatisfying(
                        GetAgent.Result.Found.class,
                        found -> assertThat(found.agent().accounts()).containsExactly(World.name("shop")));
        assertThat(agent(Optional.of("asia"))).isEqualTo(new GetAgent.Result.Missing());
    }

    @Test
    void one_that_fell_silent_makes_no_id_ambiguous() {
        var silent = world.agent("agent-1", "us");
        silent.poll();
        var agent = world.agent("agent-1", "eu");
        world.live(Duration.ofMinutes(5), agent);

        assertThat(agent(Optional.empty())).isInstanceOf(GetAgent.Result.Found.class);
        assertThat(disconnect(Optional.empty())).isEqualTo(new Disconnect.Result.Disconnected());
    }

    @Test
    void disconnecting_asks_which_where_two_live() {
        world.active("shop", world.agent("agent-1", "eu"));
        world.active("bank", world.agent("agent-1", "us"));

        assertThat(disconnect(Optional.empty()))
                .isEqualTo(new Disconnect.Result.Several(List.of(World.zone("eu"), World.zone("us"))));
        assertThat(world.state("shop")).isEqualTo(VisibleState.ACTIVE);
        assertThat(world.state("bank")).isEqualTo(VisibleState.ACTIVE);

        assertThat(disconnect(Optional.of("us"))).isEqualTo(new Disconnect.Result.Disconnected());
        assertThat(world.state("bank")).isEqualTo(VisibleState.ORPHANED);
        assertThat(disconnect(Optional.of("us"))).isEqualTo(new Disconnect.Result.Missing());
        assertThat(world.state("shop")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void after_forty_takeovers_the_first_session_is_still_superseded() {
        var first = world.agent("agent-1", "eu");
        first.poll();
        takenOver(first, 40);

        assertThat(first.turnedAway()).contains(new AgentRejection.Superseded());
    }

    @Test
    void also_once_the_one_that_holds_the_id_has_gone() {
        var first = world.agent("agent-1", "eu");
        first.poll();
        takenOver(first, 40).leaves();

        assertThat(first.turnedAway()).contains(new AgentRejection.Superseded());
        assertThat(first.restarted().turnedAway()).isEmpty();
    }

    @Test
    void registrations_are_told_apart_although_the_clocks_of_functions_differ() {
        var first = world.agent("agent-1", "eu");
        first.poll();
        world.pass(-5);
        var newest = takenOver(first, 40);

        assertThat(first.turnedAway()).contains(new AgentRejection.Superseded());
        assertThat(newest.turnedAway()).isEmpty();
    }

    /** The same process all along: nobody else took the id. */
    @Test
    void a_session_whose_heartbeat_went_gets_in_again_by_its_old_registration() {
        var agent = world.agent("agent-1", "eu");
        world.active("shop", agent);
        for (int i = 0; i < 3; i++) {
            assertThat(world.disconnect(agent)).isTrue();
            // Its answer, and with it the number of the newer registration, is lost.
            assertThat(agent.ask()).isInstanceOf(Poll.Result.Answer.class);
            assertThat(agent.turnedAway()).isEmpty();
        }
        world.pass(Duration.ofHours(30));
        world.sweep();
        world.live(Duration.ofMinutes(10), agent);
        assertThat(agent.lastAnswer).isInstanceOf(Poll.Result.Answer.class);
    }

    @Test
    void an_adoption_makes_nobody_superseded() {
        var agent = world.agent("agent-1", "eu").declares("lab");
        world.active("shop", agent);
        assertThat(world.state("lab")).isEqualTo(VisibleState.ACTIVE);

        world.adopt();

        assertThat(agent.turnedAway()).isEmpty();
        agent.report();
        assertThat(world.state("shop")).isEqualTo(VisibleState.ACTIVE);
    }

    /** It says a higher number than any that the new one knows. */
    @Test
    void in_an_installation_that_began_again_an_agent_gets_in() {
        var agent = world.agent("agent-1", "eu");
        world.pass(60);
        agent.poll();
        var other = new World();
        other.agent("agent-1", "eu").poll();

        assertThat(agent.askOf(other.controlPlane)).isInstanceOf(Poll.Result.Answer.class);
    }

    @Test
    void an_agent_that_does_not_say_its_registration_is_judged_by_the_sessions_that_are_remembered() {
        var first = world.agent("agent-1", "eu").ofAnEarlierVersion();
        first.poll();
        takenOver(first, 8);
        assertThat(first.turnedAway()).contains(new AgentRejection.Superseded());

        takenOver(first, 1);
        assertThat(first.turnedAway()).isEmpty();
    }

    private TestAgent takenOver(TestAgent agent, int times) {
        TestAgent newest = agent;
        for (int i = 0; i < times; i++) {
            newest = agent.restarted();
            assertThat(newest.turnedAway()).isEmpty();
        }
        return newest;
    }

    private GetAgent.Result agent(Optional<String> zone) {
        return world.controlPlane
                .get(FunctionName.AGENT)
                .apply(new GetAgent.Request(new AgentId("agent-1"), zone.map(World::zone)));
    }

    private Disconnect.Result disconnect(Optional<String> zone) {
        return world.controlPlane
                .get(FunctionName.DISCONNECT)
                .apply(new Disconnect.Request(World.OPERATOR, new AgentId("agent-1"), zone.map(World::zone)));
    }
}
