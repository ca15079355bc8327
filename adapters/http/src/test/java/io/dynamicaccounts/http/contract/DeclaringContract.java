package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The static accounts of a poll: which of them an agent's token may declare, and what the answer says of the others.
 */
abstract class DeclaringContract extends Suite {

    private static final int MOST = 20_000;

    private static Map<String, Object> declared(String name) {
        return Map.of("name", name, "kubeconfigFile", "/kube/" + name);
    }

    private static Reply declare(TestAgent agent, List<Map<String, Object>> accounts) {
        Map<String, Object> body = agent.pollBody(1);
        body.put("staticAccounts", accounts);
        return agent.caller().post(agent.path("poll"), body);
    }

    private static String onlyConflict(Reply reply, String name) {
        List<Map<String, Object>> conflicts = reply.objectsOf("conflicts");
        assertThat(conflicts).hasSize(1);
        assertThat(conflicts.getFirst()).containsEntry("name", name);
        return String.valueOf(conflicts.getFirst().get("detail"));
    }

    /** Returns the same process with a token without patterns, as every token was before the file was edited. */
    private TestAgent withoutPatterns(TestAgent agent) {
        return agent.as(world().caller(Tokens.withoutPatterns(agent.zone())));
    }

    private String declaredBefore(TestAgent agent) {
        String name = world().freshName();
        expect(200, declare(agent, List.of(declared(name))));
        assertThat(world().status(name)).isEqualTo("ACTIVE");
        return name;
    }

    @Test
    void a_token_may_declare_no_account_that_none_of_its_patterns_matches_and_the_name_stays_free_for_operators() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().freshCredential();
        String permitted = world().freshName();

        Reply reply = expect(200, declare(agent, List.of(declared(name), declared(permitted))));

        assertThat(onlyConflict(reply, name)).contains("token", "staticAccounts");
        assertThat(world().status(name)).isEqualTo("GONE");
        assertThat(world().status(permitted)).isEqualTo("ACTIVE");
        expect(202, operator().post("/armory/accounts", List.of(named(name))));
    }

    @Test
    void a_pattern_matches_the_whole_name() {
        TestAgent agent = world().agent(world().freshZone());
        String longer = "prod-" + world().freshName();

        Reply reply = expect(200, declare(agent, List.of(declared(longer))));

        assertThat(onlyConflict(reply, longer)).contains("staticAccounts");
        assertThat(world().status(longer)).isEqualTo("GONE");
    }

    @Test
    void a_token_without_patterns_declares_nothing() {
        TestAgent agent = withoutPatterns(world().agent(world().freshZone()));
        String name = world().freshName();

        Reply reply = expect(200, declare(agent, List.of(declared(name))));

        assertThat(onlyConflict(reply, name)).contains("staticAccounts");
        assertThat(world().status(name)).isEqualTo("GONE");
    }

    @Test
    void an_account_declared_before_tokens_had_patterns_stays_as_it_is_while_it_is_still_declared() {
        TestAgent agent = world().agent(world().freshZone());
        String name = declaredBefore(agent);
        String before = world().everythingOf(name);

        Reply same = expect(200, declare(withoutPatterns(agent), List.of(declared(name))));
        Reply changed = expect(
                200, declare(withoutPatterns(agent), List.of(Map.of("name", name, "kubeconfigFile", "/kube/other"))));

        assertThat(onlyConflict(same, name)).isEqualTo(onlyConflict(changed, name));
        assertThat(world().everythingOf(name)).isEqualTo(before);
        expect(200, declare(withoutPatterns(agent), List.of()));
        assertThat(world().status(name)).isEqualTo("GONE");
    }

    @Test
    void an_operator_takes_back_a_name_that_is_declared_without_permission_and_it_does_not_return() {
        TestAgent agent = world().agent(world().freshZone());
        String name = declaredBefore(agent);
        expect(409, operator().delete("/armory/accounts/" + name));
        expect(200, declare(withoutPatterns(agent), List.of(declared(name))));

        expect(202, operator().delete("/armory/accounts/" + name));

        assertThat(world().status(name)).isEqualTo("GONE");
        Reply reply = expect(200, declare(withoutPatterns(agent), List.of(declared(name))));
        assertThat(onlyConflict(reply, name)).contains("staticAccounts");
        assertThat(reply.objectsOf("assignments")).isEmpty();
        assertThat(world().status(name)).isEqualTo("GONE");
        expect(202, operator().post("/armory/accounts/dynamic", World.definition(name, world().freshZone())));
    }

    @Test
    void a_batch_deletes_what_is_declared_without_permission_and_leaves_what_is_permitted() {
        TestAgent agent = world().agent(world().freshZone());
        TestAgent other = world().agent(world().freshZone());
        String permitted = declaredBefore(other);
        String refused = declaredBefore(agent);
        expect(200, declare(withoutPatterns(agent), List.of(declared(refused))));

        Reply reply = expect(409, operator().delete("/armory/accounts", List.of(permitted, refused)));

        assertThat(namesOf(reply)).containsExactly(permitted);
        assertThat(world().status(permitted)).isEqualTo("ACTIVE");
        assertThat(world().status(refused)).isEqualTo("GONE");
    }

    @Test
    void one_agent_that_may_declare_an_account_protects_it_from_deletion() {
        TestAgent agent = world().agent(world().freshZone());
        TestAgent second = world().agent(agent.zone());
        String name = declaredBefore(agent);
        expect(200, declare(second, List.of(declared(name))));
        expect(200, declare(withoutPatterns(agent), List.of(declared(name))));

        expect(409, operator().delete("/armory/accounts/" + name));
        expect(200, declare(second, List.of()));
        expect(202, operator().delete("/armory/accounts/" + name));
    }

    @Test
    void an_account_that_the_token_may_declare_again_belongs_to_the_agent_again() {
        TestAgent agent = world().agent(world().freshZone());
        String name = declaredBefore(agent);
        expect(200, declare(withoutPatterns(agent), List.of(declared(name))));
        expect(202, operator().delete("/armory/accounts/" + name));

        assertThat(expect(200, declare(agent, List.of(declared(name)))).object())
                .doesNotContainKey("conflicts");
        assertThat(world().status(name)).isEqualTo("ACTIVE");
        expect(409, operator().delete("/armory/accounts/" + name));
    }

    @Test
    void a_declaration_that_holds_a_secret_is_refused_by_the_name_of_the_field() {
        TestAgent agent = world().agent(world().freshZone());
        String inline = world().freshName();
        String nested = world().freshName();

        Reply reply = expect(
                200,
                declare(
                        agent,
                        List.of(
                                World.definition(inline),
                                Map.of(
                                        "name",
                                        nested,
                                        "kubeconfigFile",
                                        "/f",
                                        "oauth",
                                        Map.of("client-secret", Credentials.CANARY)))));

        assertThat(reply.objectsOf("conflicts"))
                .extracting(conflict -> conflict.get("name"))
                .containsExactlyInAnyOrder(inline, nested);
        assertThat(reply.objectsOf("conflicts"))
                .extracting(conflict -> String.valueOf(conflict.get("detail")))
                .allSatisfy(detail -> assertThat(detail).contains("the agent's machine", "kubeconfigFile"))
                .anySatisfy(detail -> assertThat(detail).contains("/kubeconfigContents"))
                .anySatisfy(detail -> assertThat(detail).contains("/oauth/client-secret"));
        assertThat(reply.text()).doesNotContain(Credentials.CANARY);
        assertThat(world().status(inline)).isEqualTo("GONE");
        assertThat(world().status(nested)).isEqualTo("GONE");
    }

    @Test
    void a_declared_account_stays_as_it_is_when_a_secret_is_put_into_its_declaration() {
        TestAgent agent = world().agent(world().freshZone());
        String name = declaredBefore(agent);
        String before = world().everythingOf(name);

        Reply reply = expect(200, declare(agent, List.of(World.definition(name))));

        assertThat(onlyConflict(reply, name)).contains("/kubeconfigContents");
        assertThat(world().everythingOf(name)).isEqualTo(before);
    }

    @Test
    void an_agent_learns_that_a_name_is_taken_and_not_by_whom() {
        TestAgent holder = world().agent(world().freshZone());
        String declared = declaredBefore(holder);
        String provisioned = world().inactive(holder.zone());
        TestAgent agent = world().agent(world().freshZone());

        Reply reply = expect(200, declare(agent, List.of(declared(declared), declared(provisioned))));

        assertThat(reply.objectsOf("conflicts"))
                .extracting(conflict -> String.valueOf(conflict.get("detail")))
                .hasSize(2)
                .allSatisfy(detail -> assertThat(detail).contains("the name is taken", "rename"))
                .as("the same for all")
                .allMatch(reply.objectsOf("conflicts").getFirst().get("detail")::equals);
        assertThat(reply.text()).doesNotContain(holder.zone(), holder.id());
    }

    @Test
    void a_list_declares_twenty_thousand_accounts_and_no_more() {
        TestAgent agent = world().agent(world().freshZone());
        // An entry without a name is a conflict: none of twenty thousand is passed over in silence.
        List<Map<String, Object>> most = Collections.nCopies(MOST, Map.of());

        assertThat(expect(200, declare(agent, most)).objectsOf("conflicts")).hasSize(MOST);
        Reply tooMany = expect(413, declare(agent, Collections.nCopies(MOST + 1, Map.of())));
        assertThat(tooMany.text()).contains("20000").contains("/staticAccounts");
    }
}
