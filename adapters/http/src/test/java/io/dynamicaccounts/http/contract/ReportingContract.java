package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /armory/agents/{agentId}/reports}. */
abstract class ReportingContract extends Suite {

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

        assertThat(reply.object()).containsEntry("stale", List.of(old, elsewhere, missing));
        assertThat(world().everythingOf(old) + world().everythingOf(elsewhere)).isEqualTo(before);
        assertThat(operator().get("/armory/accounts/" + missing).status()).isEqualTo(404);
    }

    @Test
    void an_agent_that_reports_a_failure_polls_again_after_the_retry_frequency() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().inactive(agent.zone());
        expect(202, world().patch(name, "ACTIVE"));
        agent.pollAll();

        assertThat(expect(202, agent.report("FAILED", name)).object())
                .containsEntry("stale", List.of())
                .containsEntry("pollAfterSeconds", 5);
    }

    @Test
    void an_empty_list_of_reports_is_accepted() {
        TestAgent agent = world().agent(world().freshZone());
        expect(200, agent.poll());

        assertThat(expect(202, agent.reports(List.of())).object()).containsEntry("stale", List.of());
    }
}
