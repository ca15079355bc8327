package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths of agents that operators use. */
abstract class AgentsContract extends Suite {

    private static final String AGENTS = "/armory/agents";
    private static final String ASSIGNMENTS = "/armory/agent/assignments";

    private static String disconnect(String agent) {
        return "/armory/agent/" + agent + "/disconnect";
    }

    private static String of(TestAgent agent) {
        return AGENTS + "/" + agent.id() + "?zoneId=" + agent.zone();
    }

    @Test
    void an_agent_is_listed_from_its_first_poll() {
        TestAgent agent = world().agent(world().freshZone());
        expect(404, operator().get(AGENTS + "/" + agent.id()));

        expect(200, agent.poll());

        Map<String, Object> seen =
                expect(200, operator().get(AGENTS + "/" + agent.id())).object();
        assertThat(seen)
                .containsEntry("agentId", agent.id())
                .containsEntry("zoneId", agent.zone())
                .containsEntry("type", "kubernetes")
                .containsEntry("accounts", List.of())
                .containsEntry("caching", false)
                .containsEntry("version", "1.0")
                .containsKey("clouddriverId");
        assertThat(Instant.parse((String) seen.get("lastConnection")))
                .isAfter(Instant.now().minusSeconds(3_600));
        assertThat(expect(200, operator().get(AGENTS)).objects()).contains(seen);
    }

    @Test
    void an_agents_accounts_are_those_that_it_confirmed() {
        TestAgent agent = world().agent(world().freshZone());
        String one = world().active(agent);
        String two = world().active(agent);

        assertThat(operator().get(AGENTS + "/" + agent.id()).object()).containsEntry("accounts", List.of(one, two));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "no%2Fbody", "%20", "-"})
    void an_agent_that_is_not_live_is_404(String id) {
        assertThat(expect(404, operator().get(AGENTS + "/" + id)).problem()).isEqualTo("no-such-agent");
        assertThat(expect(404, operator().post(disconnect(id))).problem()).isEqualTo("no-such-agent");
    }

    @Test
    void an_id_of_agents_in_two_zones_is_409_and_a_zone_decides_which_is_meant() {
        TestAgent here = world().agent(world().freshZone());
        String name = world().active(here);
        TestAgent there = world().sameIdElsewhere(here);
        expect(200, there.poll());

        Reply unclear = expect(409, operator().get(AGENTS + "/" + here.id()));

        assertThat(unclear.problem()).isEqualTo("agent-in-several-zones");
        assertThat(String.valueOf(unclear.object().get("detail"))).contains(here.zone(), there.zone(), "zoneId");
        assertThat(expect(200, operator().get(of(here))).object())
                .containsEntry("zoneId", here.zone())
                .containsEntry("accounts", List.of(name));
        assertThat(expect(200, operator().get(of(there))).object())
                .containsEntry("zoneId", there.zone())
                .containsEntry("accounts", List.of());
        assertThat(expect(200, operator().get(AGENTS)).objects().stream()
                        .filter(agent -> here.id().equals(agent.get("agentId")))
                        .map(agent -> agent.get("zoneId")))
                .containsExactly(here.zone(), there.zone());
    }

    @Test
    void a_zone_decides_which_of_two_agents_of_one_id_is_disconnected() {
        TestAgent here = world().agent(world().freshZone());
        String name = world().active(here);
        TestAgent there = world().sameIdElsewhere(here);
        expect(200, there.poll());

        Reply unclear = expect(409, operator().post(disconnect(here.id())));
        assertThat(unclear.problem()).isEqualTo("agent-in-several-zones");
        assertThat(String.valueOf(unclear.object().get("detail"))).contains(here.zone(), there.zone(), "zoneId");
        expect(200, operator().get(of(here)));
        expect(200, operator().get(of(there)));

        expect(202, operator().raw("POST", disconnect(there.id()) + "?zoneId=" + there.zone(), "not json at all"));

        expect(404, operator().get(of(there)));
        expect(404, operator().post(disconnect(there.id()) + "?zoneId=" + there.zone()));
        assertThat(world().status(name)).isEqualTo("ACTIVE");
        assertThat(expect(200, operator().get(AGENTS + "/" + here.id())).object())
                .as("the only one that is left needs no zone")
                .containsEntry("zoneId", here.zone());
        expect(202, operator().post(disconnect(here.id())));
        assertThat(world().status(name)).isEqualTo("ORPHANED");
    }

    @Test
    void an_agent_of_another_zone_than_the_one_named_is_404_and_an_illegal_zone_400() {
        TestAgent agent = world().agent(world().freshZone());
        expect(200, agent.poll());

        String elsewhere = "?zoneId=" + world().freshZone();
        assertThat(expect(404, operator().get(AGENTS + "/" + agent.id() + elsewhere))
                        .problem())
                .isEqualTo("no-such-agent");
        assertThat(expect(404, operator().post(disconnect(agent.id()) + elsewhere))
                        .problem())
                .isEqualTo("no-such-agent");
        for (Reply reply : List.of(
                operator().get(AGENTS + "/" + agent.id() + "?zoneId=no%2Fzone"),
                operator().post(disconnect(agent.id()) + "?zoneId=no%2Fzone"))) {
            assertThat(expect(400, reply).pointers()).containsExactly("?zoneId");
        }
        expect(200, operator().get(of(agent)));
    }

    @Test
    void accounts_are_assigned_again() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        long generation = agent.generation(name);

        Reply reply = expect(202, operator().post(ASSIGNMENTS, List.of(name, name)));
        agent.pollAll();

        assertThat(reply.body()).isEmpty();
        assertThat(agent.assignment(name).orElseThrow()).containsEntry("confirm", true);
        assertThat(agent.generation(name)).isGreaterThan(generation);
        expect(202, agent.watching(name));
        assertThat(world().status(name)).isEqualTo("ACTIVE");
    }

    @Test
    void accounts_none_of_which_exists_are_404() {
        assertThat(expect(404, operator().post(ASSIGNMENTS, List.of(world().freshName())))
                        .problem())
                .isEqualTo("no-such-account");
    }

    @Test
    void accounts_that_cannot_be_assigned_are_409_with_their_places() {
        TestAgent agent = world().agent(world().freshZone());
        String active = world().active(agent);
        String inactive = world().inactive(agent.zone());
        String before = world().everythingOf(inactive);

        Reply reply = expect(409, operator().post(ASSIGNMENTS, List.of(inactive, active, world().freshName())));

        assertThat(reply.problem()).isEqualTo("state-forbids");
        assertThat(reply.pointers()).containsExactly("/0", "/2");
        assertThat(world().everythingOf(inactive)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"clusterDriven\": true, \"origin\": \"me\", \"timestamp\": 1}",
                "not json at all",
                "{\"unknown\": 1}"
            })
    void a_disconnected_agent_is_forgotten_at_once_whatever_the_body(String body) {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);

        Reply reply = expect(202, operator().raw("POST", disconnect(agent.id()), body));

        assertThat(reply.body()).isEmpty();
        assertThat(operator().get(AGENTS + "/" + agent.id()).status()).isEqualTo(404);
        assertThat(world().status(name)).isEqualTo("ORPHANED");
        expect(404, operator().post(disconnect(agent.id())));
    }

    @Test
    void a_disconnected_agent_that_still_runs_registers_anew_and_brings_its_accounts_back() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        expect(202, operator().post(disconnect(agent.id())));

        agent.pollAll();

        assertThat(agent.assignment(name).orElseThrow()).containsEntry("confirm", true);
        expect(202, agent.watching(name));
        assertThat(world().status(name)).isEqualTo("ACTIVE");
    }
}
