package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The agent protocol. */
abstract class ProtocolContract extends Suite {

    @Test
    void the_first_poll_registers_and_gets_the_complete_list_even_an_empty_one() {
        TestAgent agent = world().agent(world().freshZone());

        Map<String, Object> answer = expect(200, agent.poll()).object();

        assertThat(answer)
                .containsKeys("revision", "epoch")
                .containsEntry("assignments", List.of())
                .containsEntry("pollAfterSeconds", 10)
                .containsEntry("leaseSeconds", 45);
    }

    @Test
    void an_idle_poll_is_told_nothing_new() {
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
    void starts_are_handed_out_up_to_the_capacity() {
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
    void a_poll_of_another_process_takes_the_id_over_and_the_older_is_told_to_end() {
        TestAgent older = world().agent(world().freshZone());
        String name = world().active(older);
        TestAgent newer = older.restarted();

        expect(200, newer.poll());
        String before = world().everythingOf(name);

        assertThat(expect(409, older.poll()).problem()).isEqualTo("superseded");
        assertThat(expect(409, older.watching(name)).problem()).isEqualTo("superseded");
        assertThat(expect(409, older.definitions(name)).problem()).isEqualTo("superseded");
        assertThat(expect(202, older.goodbye()).body()).isEmpty();
        assertThat(world().everythingOf(name)).isEqualTo(before);
        expect(200, newer.poll());
    }

    @Test
    void an_id_lives_in_one_zone_at_a_time() {
        TestAgent here = world().agent(world().freshZone());
        expect(200, here.poll());
        String elsewhere = world().freshZone();
        var there = new TestAgent(world().caller(Tokens.ofZone(elsewhere)), here.id(), elsewhere);

        assertThat(expect(409, there.poll()).problem()).isEqualTo("agent-in-other-zone");
        assertThat(expect(409, there.definitions()).problem()).isEqualTo("agent-in-other-zone");
        assertThat(expect(409, there.reports(List.of())).problem()).isEqualTo("agent-in-other-zone");
        assertThat(operator().get("/armory/agents/" + here.id()).object()).containsEntry("zoneId", here.zone());
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
        assertThat(String.valueOf(reply.object().get("detail"))).contains("100");
        expect(404, operator().get("/armory/agents/" + tooMany.id()));
    }

    @Test
    void static_accounts_are_taken_or_the_agent_is_told_why_not() {
        TestAgent agent = world().agent(world().freshZone());
        String taken = world().inactive(agent.zone());
        String before = world().everythingOf(taken);
        Map<String, Object> body = agent.pollBody(1);
        body.put("staticAccounts", List.of(Map.of("name", taken, "kubeconfigFile", "/f"), Map.of("odd", true)));

        Reply reply = expect(200, agent.caller().post(agent.path("poll"), body));

        assertThat(reply.objectsOf("conflicts").stream().map(it -> it.get("name"))).contains(taken);
        assertThat(world().everythingOf(taken)).isEqualTo(before);
    }

    @Test
    void definitions_come_decrypted_for_what_the_zone_watches_and_are_denied_otherwise() {
        TestAgent agent = world().agent(world().freshZone());
        String watched = world().active(agent);
        String inactive = world().inactive(agent.zone());
        String elsewhere = world().active(world().agent(world().freshZone()));
        String missing = world().freshName();

        Reply reply = expect(200, agent.definitions(watched, inactive, elsewhere, missing, watched));

        assertThat(reply.objectsOf("definitions")).hasSize(1);
        assertThat(reply.objectsOf("definitions").getFirst())
                .containsEntry("account", watched)
                .containsEntry("generation", (int) agent.generation(watched));
        assertThat(ApiDocument.object(reply.objectsOf("definitions").getFirst(), "definition"))
                .isEqualTo(World.definition(watched));
        assertThat(reply.object())
                .containsEntry("denied", List.of(inactive, elsewhere, missing))
                .containsEntry("remaining", List.of());
    }

    @Test
    void an_agent_that_never_polled_is_given_nothing() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        TestAgent stranger = world().agent(agent.zone());

        Reply reply = expect(200, stranger.definitions(name));

        assertThat(reply.object()).containsEntry("definitions", List.of()).containsEntry("denied", List.of(name));
        assertThat(expect(202, stranger.reports(List.of(
                                Map.of("account", name, "generation", agent.generation(name), "outcome", "STOPPED"))))
                        .object())
                .containsEntry("stale", List.of(name));
    }

    @Test
    void definitions_beyond_4_MiB_remain_for_the_next_request() {
        TestAgent agent = world().agent(world().freshZone());
        var names = new java.util.ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            Map<String, Object> definition = World.definition(world().freshName(), agent.zone());
            definition.put("note", "x".repeat(250 * 1024));
            expect(202, operator().post("/armory/accounts/dynamic", definition));
            names.add((String) definition.get("name"));
            expect(202, world().patch(names.getLast(), "ACTIVE"));
        }
        agent.pollAll();
        expect(202, agent.watching(names.toArray(String[]::new)));

        Reply first = expect(200, agent.definitions(names.toArray(String[]::new)));
        @SuppressWarnings("unchecked")
        var remaining = (List<String>) first.object().get("remaining");
        Reply second = expect(200, agent.definitions(remaining.toArray(String[]::new)));

        assertThat(first.body().length).isLessThanOrEqualTo(4 * 1024 * 1024);
        assertThat(first.objectsOf("definitions").size() + remaining.size()).isEqualTo(20);
        assertThat(remaining).isNotEmpty();
        assertThat(second.objectsOf("definitions").stream().map(it -> it.get("account")))
                .containsExactlyElementsOf(remaining);
    }

    @Test
    void a_report_about_another_generation_zone_or_life_is_stale_and_changes_nothing() {
        TestAgent agent = world().agent(world().freshZone());
        String old = world().active(agent);
        String elsewhere = world().active(world().agent(world().freshZone()));
        String missing = world().freshName();
        String before = world().everythingOf(old) + world().everythingOf(elsewhere);
        long generation = agent.generation(old);

        Reply reply = expect(
                202,
                agent.reports(List.of(
                        Map.of("account", old, "generation", generation - 1, "outcome", "FAILED"),
                        Map.of("account", old, "generation", generation + 1, "outcome", "FAILED"),
                        Map.of("account", elsewhere, "generation", 1, "outcome", "FAILED"),
                        Map.of("account", missing, "generation", 1, "outcome", "WATCHING"))));

        assertThat(java.util.Set.copyOf((List<?>) reply.object().get("stale")))
                .isEqualTo(java.util.Set.of(old, elsewhere, missing));
        assertThat(reply.object()).containsEntry("pollAfterSeconds", 10);
        assertThat(world().everythingOf(old) + world().everythingOf(elsewhere)).isEqualTo(before);
        assertThat(operator().get("/armory/accounts/" + missing).status()).isEqualTo(404);
    }

    @Test
    void who_reports_a_failure_is_asked_back_after_the_retry_frequency() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().inactive(agent.zone());
        expect(202, world().patch(name, "ACTIVE"));
        agent.pollAll();

        assertThat(expect(202, agent.report("FAILED", name)).object())
                .containsEntry("stale", List.of())
                .containsEntry("pollAfterSeconds", 5);
    }

    @Test
    void no_reports_are_fine() {
        TestAgent agent = world().agent(world().freshZone());
        expect(200, agent.poll());

        assertThat(expect(202, agent.reports(List.of())).object()).containsEntry("stale", List.of());
    }

    @Test
    void a_goodbye_ends_the_agent_and_a_second_one_nothing() {
        TestAgent agent = world().agent(world().freshZone());
        expect(200, agent.poll());

        assertThat(expect(202, agent.goodbye()).body()).isEmpty();
        expect(404, operator().get("/armory/agents/" + agent.id()));
        expect(202, agent.goodbye());
    }

    @Test
    void a_goodbye_of_a_session_that_does_not_hold_the_id_changes_nothing() {
        TestAgent agent = world().agent(world().freshZone());
        expect(200, agent.poll());
        Map<String, Object> before =
                operator().get("/armory/agents/" + agent.id()).object();

        expect(202, agent.restarted().goodbye());

        assertThat(operator().get("/armory/agents/" + agent.id()).object()).isEqualTo(before);
    }

    @Test
    void an_agents_token_speaks_for_its_zone_only() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        var foreign = new TestAgent(world().caller(Tokens.ofZone(world().freshZone())), agent.id(), agent.zone());
        String before = world().everythingOf(name);

        assertThat(expect(403, foreign.poll()).problem()).isEqualTo("other-zone");
        assertThat(expect(403, foreign.definitions(name)).problem()).isEqualTo("other-zone");
        assertThat(expect(403, foreign.reports(List.of())).problem()).isEqualTo("other-zone");
        assertThat(expect(403, foreign.goodbye()).problem()).isEqualTo("other-zone");

        assertThat(world().everythingOf(name)).isEqualTo(before);
        expect(200, operator().get("/armory/agents/" + agent.id()));
    }

    @Test
    void an_illegal_agent_id_is_400_and_points_at_the_path() {
        String zone = world().freshZone();
        var illegal = new TestAgent(world().caller(Tokens.ofZone(zone)), "no%2Fagent", zone);

        for (Reply reply : List.of(illegal.poll(), illegal.definitions(), illegal.reports(List.of()), illegal.goodbye())) {
            assertThat(expect(400, reply).pointers()).containsExactly("{agentId}");
        }
        assertThat(Optional.of(operator().get("/armory/agents").text()))
                .hasValueSatisfying(agents -> assertThat(agents).doesNotContain("no/agent"));
    }
}
