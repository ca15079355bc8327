package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code POST /armory/agents/{agentId}/definitions}. */
abstract class FetchingDefinitionsContract extends Suite {

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
    void definitions_beyond_4_MiB_remain_for_the_next_request() {
        TestAgent agent = world().agent(world().freshZone());
        var names = new ArrayList<String>();
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
}
