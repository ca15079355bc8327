package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code PUT /armory/accounts/dynamic}. */
abstract class RedefiningContract extends Suite {

    private static final String PATH = "/armory/accounts/dynamic";

    @Test
    void a_definition_is_replaced() {
        String name = world().inactive(world().freshZone());

        Reply reply =
                expect(202, operator().put(PATH, Map.of("name", name, "kubeconfigFile", "/new", "colour", "red")));

        assertThat(reply.text()).isEqualTo("[]");
        assertThat(world().account(name)).containsEntry("status", "INACTIVE");
        assertThat(world().account(name).get("config"))
                .isEqualTo(Map.of("name", name, "kubeconfigFile", "/new", "colour", "red"));
    }

    @Test
    void a_definition_that_was_read_may_be_written_back_and_keeps_its_secrets() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        var config = new LinkedHashMap<>(ApiDocument.object(world().account(name), "config"));
        config.put("environment", "prod");

        expect(202, operator().put(PATH, config));

        agent.pollAll();
        assertThat(expect(200, agent.definitions(name)).text()).contains(Credentials.CANARY, "prod");
    }

    @Test
    void a_migrated_definition_may_be_read_and_written_back_also_after_it_moved() {
        String name = world().freshCredentialWithZone();
        TestAgent agent = world().agent(world().freshZone());
        expect(202, operator().post("/armory/accounts", List.of(Map.of("name", name, "zoneId", world().freshZone()))));
        expect(
                202,
                operator()
                        .patch(
                                "/armory/accounts",
                                List.of(Map.of("name", name, "state", "ACTIVE", "zoneId", agent.zone()))));
        Map<String, Object> config = ApiDocument.object(world().account(name), "config");

        expect(202, operator().put(PATH, config));

        agent.pollAll();
        assertThat(expect(200, agent.definitions(name)).text()).contains(Credentials.CANARY + "-" + name);
        assertThat(ApiDocument.object(world().account(name), "config")).isEqualTo(config);
    }

    @Test
    void a_mask_where_nothing_is_stored_is_400_and_changes_nothing() {
        String name = world().inactive(world().freshZone());
        String before = world().everythingOf(name);

        Reply reply = expect(
                400, operator().put(PATH, Map.of("name", name, "kubeconfigFile", "/f", "dockerPassword", "********")));

        assertThat(reply.problem()).isEqualTo("invalid");
        assertThat(reply.pointers()).containsExactly("/dockerPassword");
        assertThat(world().everythingOf(name)).isEqualTo(before);
    }

    @Test
    void an_account_that_does_not_exist_is_404() {
        String name = world().freshName();

        assertThat(expect(404, operator().put(PATH, World.definition(name))).problem())
                .isEqualTo("no-such-account");
        assertThat(world().status(name)).isEqualTo("GONE");
    }

    @Test
    void an_array_is_400_even_of_one() {
        String name = world().inactive(world().freshZone());
        String before = world().everythingOf(name);

        expect(400, operator().put(PATH, List.of(World.definition(name))));

        assertThat(world().everythingOf(name)).isEqualTo(before);
    }

    @Test
    void the_agents_of_an_active_account_receive_the_definition_at_their_next_poll() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        long generation = agent.generation(name);

        expect(202, operator().put(PATH, Map.of("name", name, "kubeconfigFile", "/new")));
        assertThat(world().status(name)).isEqualTo("ACTIVE");
        agent.poll();

        assertThat(agent.generation(name)).isGreaterThan(generation);
        assertThat(agent.assignment(name).orElseThrow()).containsEntry("confirm", true);
        assertThat(expect(200, agent.definitions(name)).text()).contains("/new");
        expect(202, agent.watching(name));
        assertThat(world().status(name)).isEqualTo("ACTIVE");
    }

    @Test
    void kubeconfigAgent_is_what_agents_get_for_kubeconfigFile() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);

        expect(202, operator().put(PATH, Map.of("name", name, "kubeconfigFile", "/here", "kubeconfigAgent", "/there")));
        agent.pollAll();

        assertThat(ApiDocument.object(
                        agent.definitions(name).objectsOf("definitions").getFirst(), "definition"))
                .isEqualTo(Map.of("name", name, "kubeconfigFile", "/there"));
    }

    @Test
    void another_zone_than_the_accounts_own_is_409_with_the_state_and_changes_nothing() {
        String name = world().inactive(world().freshZone());
        String before = world().everythingOf(name);

        Reply reply = expect(409, operator().put(PATH, World.definition(name, world().freshZone())));

        assertThat(reply.problem()).isEqualTo("state-forbids");
        assertThat(reply.object()).containsEntry("state", "INACTIVE");
        assertThat(String.valueOf(reply.object().get("detail")))
                .startsWith("PUT does not change the zone of an account, and it is INACTIVE in zone ")
                .endsWith(": activate it with the zoneId that it should have (PATCH /armory/accounts)");
        assertThat(world().everythingOf(name)).isEqualTo(before);
    }
}
