package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /armory/agents/{agentId}/poll}. */
abstract class PollingContract extends Suite {

    @Test
    void the_first_poll_registers_and_gets_the_complete_list_even_an_empty_one() {
        TestAgent agent = world().agent(world().freshZone());

        Map<String, Object> answer = expect(200, agent.poll()).object();

        assertThat(answer)
                .containsKeys("revision", "epoch")
                .containsEntry("assignments", List.of())
                .containsEntry("pollAfterSeconds", 10)
                .containsEntry("leaseSeconds", 45)
                .containsEntry("protocol", 3);
    }

    @Test
    void an_agent_may_send_the_revision_that_it_caches_by_and_the_rest_of_its_lease() {
        TestAgent agent = world().agent(world().freshZone());
        agent.pollAll();
        for (Object held : List.of(0, 44.5, 3600)) {
            Map<String, Object> body = agent.pollBody(1);
            body.put("cachingRevision", body.get("revision"));
            body.put("leaseHeldSeconds", held);

            assertThat(expect(200, agent.caller().post(agent.path("poll"), body))
                            .object())
                    .doesNotContainKey("assignments");
        }
    }

    @Test
    void a_poll_of_the_newest_revision_gets_no_list() {
        TestAgent agent = world().agent(world().freshZone());
        agent.pollAll();

        assertThat(expect(200, agent.poll()).object()).doesNotContainKey("assignments");
    }

    @Test
    void a_poll_without_a_revision_gets_the_list_again() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        Map<String, Object> body = agent.pollBody(0);
        body.remove("revision");

        Reply reply = expect(200, agent.caller().post(agent.path("poll"), body));

        assertThat(reply.objectsOf("assignments").getFirst())
                .containsEntry("account", name)
                .containsEntry("action", "WATCH")
                .containsKeys("generation", "caching", "confirm");
    }

    @Test
    void starts_are_assigned_up_to_the_capacity() {
        TestAgent agent = world().agent(world().freshZone());
        agent.pollAll();
        for (int i = 0; i < 3; i++) {
            expect(202, world().patch(world().inactive(agent.zone()), "ACTIVE"));
        }

        Reply some = expect(200, agent.poll(2));

        assertThat(some.objectsOf("assignments")).hasSize(2);
        assertThat(some.object()).containsEntry("pollAfterSeconds", 1);
    }

    @Test
    void a_zone_holds_a_hundred_agents_and_no_more() {
        String zone = world().freshZone();
        for (int i = 0; i < 100; i++) {
            expect(200, world().agent(zone).poll());
        }

        TestAgent tooMany = world().agent(zone);
        Reply reply = expect(409, tooMany.poll());

        assertThat(reply.problem()).isEqualTo("zone-full");
        assertThat(reply.header("Retry-After")).isEqualTo("30");
        assertThat(String.valueOf(reply.object().get("detail"))).contains("100");
        expect(404, operator().get("/armory/agents/" + tooMany.id()));
    }

    @Test
    void accounts_that_an_agent_declares_are_listed_and_not_assigned() {
        TestAgent agent = world().agent(world().freshZone());
        String declared = world().freshName();
        Map<String, Object> body = agent.pollBody(1);
        body.put("staticAccounts", List.of(Map.of("name", declared, "kubeconfigFile", "/f")));

        Reply reply = expect(200, agent.caller().post(agent.path("poll"), body));

        assertThat(reply.objectsOf("assignments").stream().map(it -> it.get("account")))
                .containsExactly(declared);
        assertThat(expect(200, operator().get("/agents/kubernetes/accounts/" + declared))
                        .object())
                .containsEntry("status", "ACTIVE")
                .containsEntry("dynamic", false)
                .containsEntry("source", "static-agent-config");
        expect(409, operator().delete("/armory/accounts/" + declared));
        assertThat(namesOf(expect(409, operator().delete("/armory/accounts", List.of(declared)))))
                .containsExactly(declared);
        assertThat(namesOf(expect(409, world().patch(declared, "INACTIVE")))).containsExactly(declared);
        expect(409, operator().put("/armory/accounts/dynamic", World.definition(declared)));

        body.put("staticAccounts", List.of());
        expect(200, agent.caller().post(agent.path("poll"), body));
        expect(404, operator().get("/agents/kubernetes/accounts/" + declared));
    }

    @Test
    void an_agent_that_has_not_sent_its_list_is_asked_for_it() {
        TestAgent agent = world().agent(world().freshZone());
        assertThat(expect(200, agent.poll()).object()).containsEntry("resendStaticAccounts", true);
    }

    @Test
    void the_answer_names_the_static_accounts_that_were_refused_and_why() {
        TestAgent agent = world().agent(world().freshZone());
        String taken = world().inactive(agent.zone());
        String before = world().everythingOf(taken);
        Map<String, Object> body = agent.pollBody(1);
        body.put("staticAccounts", List.of(Map.of("name", taken, "kubeconfigFile", "/f"), Map.of("odd", true)));

        Reply reply = expect(200, agent.caller().post(agent.path("poll"), body));

        assertThat(reply.objectsOf("conflicts").stream().map(it -> it.get("name")))
                .contains(taken);
        assertThat(world().everythingOf(taken)).isEqualTo(before);
    }
}
