package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which calls of the agent protocol are admitted, and {@code DELETE /armory/agents/{agentId}}. */
abstract class LeavingAndAdmissionContract extends Suite {

    @Test
    void a_poll_of_another_process_takes_the_id_over_and_the_older_process_is_superseded() {
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
    void the_same_id_in_two_zones_is_two_agents() {
        TestAgent here = world().agent(world().freshZone());
        String name = world().active(here);
        TestAgent there = world().sameIdElsewhere(here);

        expect(200, there.definitions());
        expect(202, there.reports(List.of()));
        expect(200, there.poll());
        assertThat(there.assignments()).isEmpty();
        expect(202, there.goodbye());

        expect(200, here.poll());
        assertThat(world().status(name)).isEqualTo("ACTIVE");
        assertThat(operator().get("/armory/agents/" + here.id()).object()).containsEntry("zoneId", here.zone());
    }

    @Test
    void an_agent_that_restarts_gets_its_id_back_although_an_agent_of_another_zone_polled_by_it_meanwhile() {
        TestAgent before = world().agent(world().freshZone());
        String name = world().active(before);
        expect(202, before.goodbye());
        TestAgent elsewhere = world().sameIdElsewhere(before);
        expect(200, elsewhere.poll());

        TestAgent after = before.restarted();
        expect(200, after.poll());
        expect(202, after.watching(name));

        assertThat(world().status(name)).isEqualTo("ACTIVE");
        expect(200, elsewhere.poll());
    }

    @Test
    void a_session_that_sends_its_registration_never_takes_the_id_back_from_a_later_one() {
        TestAgent first = world().agent(world().freshZone());
        expect(200, first.poll());
        TestAgent newest = first;
        for (int i = 0; i < 40; i++) {
            newest = first.inSession("takeover-" + i);
            expect(200, newest.poll());
        }

        assertThat(expect(409, first.poll()).problem()).isEqualTo("superseded");
        expect(200, newest.poll());

        expect(202, newest.goodbye());
        assertThat(expect(409, first.poll()).problem()).isEqualTo("superseded");
        expect(200, first.inSession("after-all").poll());
    }

    @Test
    void
            a_session_that_was_forgotten_and_that_nobody_followed_gets_its_id_back_whether_it_says_its_registration_or_not() {
        TestAgent agent = world().agent(world().freshZone());
        expect(200, agent.poll());
        Map<String, Object> saysIt = agent.pollBody(1);
        assertThat(saysIt).containsKey("registration");
        Map<String, Object> doesNot = agent.pollBody(1);
        doesNot.remove("registration");

        for (Map<String, Object> body : List.of(saysIt, doesNot, saysIt)) {
            expect(202, operator().post("/armory/agent/" + agent.id() + "/disconnect"));
            expect(200, agent.caller().post(agent.path("poll"), body));
        }
    }

    @Test
    void an_agent_that_never_polled_receives_no_definitions() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        TestAgent stranger = world().agent(agent.zone());

        Reply reply = expect(200, stranger.definitions(name));

        assertThat(reply.object()).containsEntry("definitions", List.of()).containsEntry("denied", List.of(name));
        assertThat(expect(
                                202,
                                stranger.reports(List.of(Map.of(
                                        "account", name, "generation", agent.generation(name), "outcome", "STOPPED"))))
                        .object())
                .containsEntry("stale", List.of(name));
    }

    @Test
    void a_goodbye_ends_the_agent_and_a_second_goodbye_changes_nothing() {
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
        var illegal = new TestAgent(world().caller(Tokens.ofZone(zone)), "no%2Fagent", zone).inSession("a-session");

        for (Reply reply :
                List.of(illegal.poll(), illegal.definitions(), illegal.reports(List.of()), illegal.goodbye())) {
            assertThat(expect(400, reply).pointers()).containsExactly("{agentId}");
        }
        assertThat(Optional.of(operator().get("/armory/agents").text()))
                .hasValueSatisfying(agents -> assertThat(agents).doesNotContain("no/agent"));
    }
}
