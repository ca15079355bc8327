package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whole lifecycles of accounts, as operators and agents drive them. */
abstract class LifecyclesContract extends Suite {

    @Test
    void migrated_activated_watched_orphaned_recovered_updated_deactivated_deleted() {
        String name = world().freshCredential();
        TestAgent agent = world().agent(world().freshZone());
        expect(202, operator().post("/armory/accounts", List.of(Map.of("name", name, "zoneId", agent.zone()))));
        assertThat(world().status(name)).isEqualTo("INACTIVE");

        expect(202, world().patch(name, "ACTIVE"));
        assertThat(world().status(name)).isEqualTo("TO_MIGRATE");
        agent.poll();
        assertThat(world().status(name)).isEqualTo("ACTIVATING");
        assertThat(expect(200, agent.definitions(name)).text()).contains(Credentials.CANARY);
        expect(202, agent.watching(name));
        assertThat(world().status(name)).isEqualTo("ACTIVE");

        expect(202, operator().post("/armory/agent/" + agent.id() + "/disconnect", Map.of()));
        assertThat(world().status(name)).isEqualTo("ORPHANED");
        agent.pollAll();
        expect(202, agent.watching(name));
        assertThat(world().status(name)).isEqualTo("ACTIVE");

        expect(202, operator().put("/armory/accounts/dynamic", Map.of("name", name, "kubeconfigFile", "/updated")));
        agent.poll();
        assertThat(expect(200, agent.definitions(name)).text()).contains("/updated");
        expect(202, agent.watching(name));

        expect(202, world().patch(name, "INACTIVE"));
        assertThat(world().status(name)).isEqualTo("TO_DEACTIVATE");
        agent.poll();
        assertThat(world().status(name)).isEqualTo("DEACTIVATING");
        expect(202, agent.stopped(name));
        agent.pollAll();
        assertThat(world().status(name)).isEqualTo("INACTIVE");

        expect(202, operator().delete("/armory/accounts", List.of(name)));
        assertThat(world().status(name)).isEqualTo("GONE");
        assertThat(operator().get("/armory/accounts/" + name + "/history").objects())
                .extracting(it -> it.get("event"))
                .startsWith("delete", "stopped", "stop sent", "deactivate")
                .contains("orphan", "redefine", "confirm", "assign", "activate")
                .endsWith("provision");
    }

    @Test
    void a_failed_start_is_shown_and_an_operator_may_try_again() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().inactive(agent.zone());
        expect(202, world().patch(name, "ACTIVE"));
        agent.pollAll();
        expect(202, agent.report("FAILED", name));
        assertThat(world().status(name)).isEqualTo("FAILED");

        expect(202, world().patch(name, "ACTIVE"));
        agent.pollAll();
        expect(202, agent.watching(name));

        assertThat(world().status(name)).isEqualTo("ACTIVE");
    }

    @Test
    void two_agents_of_a_zone_both_watch_and_the_account_stays_active_when_one_of_them_fails() {
        String zone = world().freshZone();
        TestAgent one = world().agent(zone);
        TestAgent two = world().agent(zone);
        one.pollAll();
        two.pollAll();
        String name = world().inactive(zone);
        expect(202, world().patch(name, "ACTIVE"));
        one.pollAll();
        two.pollAll();

        expect(202, one.watching(name));
        expect(202, two.report("FAILED", name));
        assertThat(world().account(name)).containsEntry("status", "ACTIVE").containsEntry("connections", 1);

        two.pollAll();
        expect(202, two.watching(name));
        assertThat(world().account(name)).containsEntry("connections", 2);
    }

    @Test
    void an_account_is_deactivated_only_once_every_live_agent_has_stopped() {
        String zone = world().freshZone();
        TestAgent one = world().agent(zone);
        TestAgent two = world().agent(zone);
        two.pollAll();
        String name = world().active(one);
        two.pollAll();
        expect(202, two.watching(name));
        expect(202, world().patch(name, "INACTIVE"));

        one.pollAll();
        assertThat(world().status(name)).isEqualTo("DEACTIVATING");
        two.pollAll();
        one.pollAll();

        assertThat(world().status(name)).isEqualTo("INACTIVE");
    }

    @Test
    void a_lost_answer_is_sent_again() {
        TestAgent agent = world().agent(world().freshZone());
        agent.pollAll();
        String name = world().inactive(agent.zone());
        expect(202, world().patch(name, "ACTIVE"));
        Map<String, Object> body = agent.pollBody(10);

        Reply lost = expect(200, agent.caller().post(agent.path("poll"), body));
        Reply again = expect(200, agent.caller().post(agent.path("poll"), body));

        assertThat(again.objectsOf("assignments")).isEqualTo(lost.objectsOf("assignments"));
        assertThat(again.objectsOf("assignments").getFirst())
                .containsEntry("account", name)
                .containsEntry("confirm", true);
    }

    @Test
    void the_agents_of_the_old_zone_stop_an_account_that_moves() {
        TestAgent old = world().agent(world().freshZone());
        TestAgent fresh = world().agent(world().freshZone());
        String name = world().active(old);
        expect(202, world().patch(name, "INACTIVE"));
        old.poll();
        expect(202, old.stopped(name));
        old.pollAll();
        assertThat(world().status(name)).isEqualTo("INACTIVE");

        expect(
                202,
                operator()
                        .patch(
                                "/armory/accounts",
                                List.of(Map.of("name", name, "state", "ACTIVE", "zoneId", fresh.zone()))));
        fresh.pollAll();
        old.pollAll();
        expect(202, fresh.watching(name));

        assertThat(world().account(name)).containsEntry("zoneId", fresh.zone()).containsEntry("status", "ACTIVE");
        assertThat(old.assignment(name)).isEmpty();
        assertThat(expect(200, old.definitions(name)).object()).containsEntry("denied", List.of(name));
    }

    @Test
    void exactly_one_of_two_agents_caches_each_account_and_the_other_takes_over_after_a_goodbye() {
        String zone = world().freshZone();
        TestAgent one = world().agent(zone);
        TestAgent two = world().agent(zone);
        one.pollAll();
        two.pollAll();
        List<String> names =
                Stream.generate(() -> world().inactive(zone)).limit(8).toList();
        names.forEach(name -> expect(202, world().patch(name, "ACTIVE")));
        settle(names, one, two);

        for (String name : names) {
            boolean first = caches(one, name);
            assertThat(caches(two, name)).isNotEqualTo(first);
            assertThat(world().account(name).get("agents"))
                    .isEqualTo(List.of(
                            Map.of("agentId", one.id(), "caching", first),
                            Map.of("agentId", two.id(), "caching", !first)));
        }

        expect(202, one.goodbye());
        settle(names, two);
        assertThat(names).allSatisfy(name -> assertThat(caches(two, name)).isTrue());
        assertThat(operator().get("/armory/agents/" + two.id()).object()).containsEntry("caching", true);
    }

    /** Reports all accounts as watched, and polls until every agent has applied the newest revision. */
    private static void settle(List<String> names, TestAgent... agents) {
        for (int round = 0; round < 3; round++) {
            for (TestAgent agent : agents) {
                agent.pollAll();
                expect(202, agent.watching(names.toArray(String[]::new)));
            }
        }
    }

    private static boolean caches(TestAgent agent, String name) {
        return Boolean.TRUE.equals(agent.assignment(name).orElseThrow().get("caching"));
    }
}
