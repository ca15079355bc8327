package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code dynamic-accounts.interceptor.enabled=true}: accounts follow what is written to {@code /credentials}. */
abstract class InterceptingContract extends Suite {

    private static final String PATH = "/credentials";
    private static final String HEADER = "Account-Intent";

    private static Map<String, Object> credential(String name, String zone, String environment) {
        var credential = new LinkedHashMap<String, Object>(World.definition(name));
        credential.put("type", "kubernetes");
        credential.put("zoneId", zone);
        credential.put("environment", environment);
        return credential;
    }

    private Map<String, Object> account(String name) {
        return expect(200, operator().get("/agents/kubernetes/accounts/" + name))
                .object();
    }

    private static Object environment(Map<String, Object> account) {
        return ((Map<?, ?>) account.get("config")).get("environment");
    }

    private Object intent(String name) {
        return expect(200, operator().get(PATH + "/" + name + "/history"))
                .objects()
                .getFirst()
                .get("intent");
    }

    private TestAgent agent() {
        TestAgent agent = world().agent(world().freshZone());
        expect(200, agent.poll());
        return agent;
    }

    private String active(TestAgent agent) {
        String name = world().freshName();
        expect(200, operator().post(PATH, credential(name, agent.zone(), "first")));
        expect(200, agent.poll());
        expect(202, agent.watching(name));
        return name;
    }

    @Test
    void a_new_credential_is_migrated_and_activated() {
        TestAgent agent = agent();
        String name = world().freshName();

        Reply reply = expect(200, operator().post(PATH, credential(name, agent.zone(), "first")));

        assertThat(reply.header(HEADER)).isEqualTo("create ended");
        assertThat(account(name)).containsEntry("status", "TO_MIGRATE").containsEntry("source", "clouddriver");
        assertThat(intent(name)).isEqualTo(Map.of("kind", "create", "status", "ended"));
        expect(200, agent.poll());
        assertThat(agent.assignment(name)).isPresent();
        assertThat(expect(200, agent.definitions(name)).text()).contains("\"environment\":\"first\"");
    }

    @Test
    void a_put_that_stores_the_first_is_migrated_and_activated_too() {
        TestAgent agent = agent();
        String name = world().freshName();

        assertThat(expect(200, operator().put(PATH, credential(name, agent.zone(), "first")))
                        .header(HEADER))
                .isEqualTo("create ended");

        assertThat(account(name)).containsEntry("status", "TO_MIGRATE");
    }

    @Test
    void a_changed_credential_reaches_its_account() {
        TestAgent agent = agent();
        String name = active(agent);
        for (Reply reply : List.of(
                expect(200, operator().put(PATH, credential(name, agent.zone(), "second"))),
                expect(200, operator().put(PATH + "/" + name, credential(name, agent.zone(), "third"))))) {
            assertThat(reply.header(HEADER)).isEqualTo("update ended");
        }

        assertThat(environment(account(name))).isEqualTo("third");
        assertThat(account(name)).containsEntry("status", "ACTIVE");
        expect(200, agent.poll());
        assertThat(expect(200, agent.definitions(name)).text()).contains("\"environment\":\"third\"");
    }

    @Test
    void a_deleted_credential_takes_its_account_with_it() {
        TestAgent agent = agent();
        String name = active(agent);

        Reply reply = expect(200, operator().delete(PATH + "/" + name));

        assertThat(reply.header(HEADER)).isEqualTo("delete pending: agents are stopping the account");
        assertThat(intent(name))
                .isEqualTo(Map.of("kind", "delete", "status", "pending", "detail", "agents are stopping the account"));
        expect(404, operator().get(PATH + "/" + name));
        assertThat(expect(200, operator().delete(PATH + "/" + name)).header(HEADER))
                .as("repeated while it is pending")
                .startsWith("delete pending: agents are still stopping the account");
        expect(200, agent.poll());
        expect(202, agent.stopped(name));
        expect(200, agent.poll());
        expect(404, operator().get("/agents/kubernetes/accounts/" + name));
    }

    @Test
    void what_is_created_again_waits_for_the_former_account_and_a_repeat_succeeds() {
        TestAgent agent = agent();
        String name = active(agent);
        expect(200, operator().delete(PATH + "/" + name));
        Map<String, Object> again = credential(name, agent.zone(), "again");

        assertThat(expect(200, operator().post(PATH, again)).header(HEADER))
                .isEqualTo("create pending: the account of this name is still being removed");
        expect(200, agent.poll());
        expect(202, agent.stopped(name));
        expect(200, agent.poll());

        assertThat(expect(200, operator().post(PATH, again)).header(HEADER)).isEqualTo("create ended");
        assertThat(environment(account(name))).isEqualTo("again");
        assertThat(expect(400, operator().post(PATH, again)).problem()).isEqualTo("credential-exists");
    }

    @Test
    void an_account_that_agents_declare_or_that_was_provisioned_is_left_alone() {
        TestAgent agent = agent();
        String name = world().freshName();
        expect(202, operator().post("/armory/accounts/dynamic", World.definition(name)));
        Map<String, Object> before = account(name);

        assertThat(expect(200, operator().post(PATH, credential(name, agent.zone(), "first")))
                        .header(HEADER))
                .isEqualTo("create ended: left alone: the account has a definition of its own, by POST"
                        + " /armory/accounts/dynamic");
        assertThat(expect(200, operator().delete(PATH + "/" + name)).header(HEADER))
                .startsWith("delete ended: left alone");

        assertThat(account(name)).isEqualTo(before);
    }

    @Test
    void a_definition_that_cannot_be_migrated_is_stored_and_says_why() {
        String name = world().freshName();

        Reply reply =
                expect(200, operator().post(PATH, Map.of("type", "kubernetes", "name", name, "environment", "first")));

        assertThat(reply.header(HEADER)).startsWith("create ended: cannot be migrated: its definition has none of");
        expect(404, operator().get("/agents/kubernetes/accounts/" + name));
    }

    @Test
    void the_history_of_the_account_names_the_operator() {
        TestAgent agent = agent();
        String name = active(agent);

        List<Map<String, Object>> history = expect(200, operator().get("/armory/accounts/" + name + "/history"))
                .objects();

        assertThat(history.subList(history.size() - 2, history.size()))
                .extracting(entry -> entry.get("event"), entry -> entry.get("actor"))
                .containsExactly(tuple("activate", "olivia"), tuple("provision", "olivia"));
    }
}
