package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reads of one account. */
abstract class ReadingContract extends Suite {

    private static final String STATUS = "/agents/kubernetes/accounts/";
    private static final String ACCOUNT = "/armory/accounts/";

    private static final String REPORTED_NAMESPACES = "namespaces";

    private static Map<String, Object> found(String account, long generation) {
        return Map.of(
                "account",
                account,
                "generation",
                generation,
                "outcome",
                "WATCHING",
                "kubeHost",
                "https://cluster.example",
                "kubeVersion",
                "v1.35",
                "certFingerprint",
                "ab:cd",
                REPORTED_NAMESPACES,
                List.of("default", "kube-system"));
    }

    @Test
    void the_status_has_every_documented_member() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        expect(202, agent.reports(List.of(found(name, agent.generation(name)))));

        Map<String, Object> account = expect(200, operator().get(STATUS + name)).object();

        assertThat(account)
                .containsEntry("name", name)
                .containsEntry("type", "kubernetes")
                .containsEntry("source", "dynamic")
                .containsEntry("zoneId", agent.zone())
                .containsEntry("status", "ACTIVE")
                .containsEntry("retryCount", 0)
                .containsEntry("connections", 1)
                .containsEntry("dynamic", true)
                .containsEntry("kubeHost", "https://cluster.example")
                .containsEntry("kubeVersion", "v1.35")
                .containsEntry("certFingerprint", "ab:cd")
                .containsEntry("permissions", Map.of())
                .containsEntry("properties", Map.of())
                .containsEntry("propertiesAsString", "{}")
                .containsKeys("lastAssignmentMsg", "generation", "lastUpdated")
                .doesNotContainKey("errorMessage");
        assertThat(account.get("agents"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
        assertThat(String.valueOf(account.get("agents"))).contains(agent.id());
        assertThat(account.get("config")).isEqualTo(Map.of("name", name, "kubeconfigContents", "********"));
        assertThat(account.get("definition")).isEqualTo(account.get("config"));
        assertThat(World.json((String) account.get("definitionAsString"))).isEqualTo(account.get("config"));
        assertThat(Instant.ofEpochMilli(((Number) account.get("lastUpdated")).longValue()))
                .isBetween(Instant.now().minusSeconds(3_600), Instant.now().plusSeconds(60));
    }

    @Test
    void both_paths_of_an_account_answer_the_same() {
        String name = world().inactive(world().freshZone());

        assertThat(operator().get(STATUS + name).text())
                .isEqualTo(operator().get(ACCOUNT + name).text());
    }

    /** Tooling that compares roles with the groups of a user reads them here, and finds one spelling. */
    @Test
    void case_sensitive_lockout__roles_that_differ_in_case_only_are_one() {
        String name = world().freshName();
        Map<String, Object> definition = World.definition(name);
        definition.put(
                "permissions",
                List.of(Map.of("READ", List.of("DevOps", "devops", "Ops")), Map.of("read", List.of("OPS", "DEVOPS"))));
        expect(202, operator().post("/armory/accounts/dynamic", definition));

        Map<String, Object> account = expect(200, operator().get(STATUS + name)).object();

        assertThat(account.get("permissions")).isEqualTo(Map.of("READ", List.of("devops", "ops")));
        assertThat(ApiDocument.object(account, "config").get("permissions"))
                .as("written back, the account is as it was")
                .isEqualTo(definition.get("permissions"));
    }

    @Test
    void an_account_has_an_error_message_only_while_it_is_failed() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().inactive(agent.zone());
        expect(202, world().patch(name, "ACTIVE"));
        agent.pollAll();
        long generation = agent.generation(name);

        expect(
                202,
                agent.reports(List.of(Map.of(
                        "account",
                        name,
                        "generation",
                        generation,
                        "outcome",
                        "FAILED",
                        "message",
                        "no route to host"))));

        Map<String, Object> failed = operator().get(STATUS + name).object();
        assertThat(failed).containsEntry("status", "FAILED");
        assertThat(String.valueOf(failed.get("errorMessage"))).contains("no route to host");
        assertThat(String.valueOf(failed.get("lastAssignmentMsg"))).contains("no route to host");
        expect(202, world().patch(name, "INACTIVE"));
        assertThat(world().account(name)).doesNotContainKey("errorMessage");
    }

    @Test
    void an_orphaned_account_has_a_last_message_and_no_error() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        expect(202, operator().post("/armory/agent/" + agent.id() + "/disconnect"));

        Map<String, Object> orphaned = world().account(name);

        assertThat(orphaned).containsEntry("status", "ORPHANED").doesNotContainKey("errorMessage");
        assertThat((String) orphaned.get("lastAssignmentMsg")).isNotBlank();
    }

    @Test
    void the_namespaces_are_those_that_an_agent_reported() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);
        assertThat(expect(200, operator().get(STATUS + name + "/namespaces")).list())
                .isEmpty();

        expect(202, agent.reports(List.of(found(name, agent.generation(name)))));

        assertThat(expect(200, operator().get(STATUS + name + "/namespaces")).list())
                .isEqualTo(List.of("default", "kube-system"));
    }

    @Test
    void the_history_lists_the_newest_transition_first_with_its_actor() {
        TestAgent agent = world().agent(world().freshZone());
        String name = world().active(agent);

        List<Map<String, Object>> history =
                expect(200, operator().get(ACCOUNT + name + "/history")).objects();

        assertThat(history.stream().map(it -> it.get("event")))
                .containsExactly("confirm", "assign", "activate", "provision");
        assertThat(history.stream().map(it -> it.get("to")))
                .containsExactly("ACTIVE", "ACTIVATING", "TO_MIGRATE", "INACTIVE");
        assertThat(history.stream().map(it -> it.get("from")))
                .containsExactly("ACTIVATING", "TO_MIGRATE", "INACTIVE", null);
        assertThat(history.stream().map(it -> it.get("actor")))
                .containsExactly(agent.zone() + "/" + agent.id(), agent.zone() + "/" + agent.id(), "olivia", "olivia");
        assertThat(history)
                .allSatisfy(it -> assertThat(Instant.parse((String) it.get("time")))
                        .isAfter(Instant.now().minusSeconds(3_600)));
        assertThat(history.stream()
                        .map(it -> ((Number) it.get("version")).longValue())
                        .toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void the_history_of_a_removed_account_can_still_be_read() {
        String name = world().inactive(world().freshZone());
        expect(202, operator().delete(ACCOUNT + name));

        List<Map<String, Object>> history =
                expect(200, operator().get(ACCOUNT + name + "/history")).objects();

        assertThat(history.getFirst())
                .containsEntry("event", "delete")
                .containsEntry("from", "INACTIVE")
                .containsEntry("to", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"never-was", "no%2Fslash", "%2e%2e", ".", "-leading", "a%20b", "dynam%C3%AFc", "type", "%00"})
    void an_account_that_does_not_or_cannot_exist_is_404_for_every_read(String name) {
        for (String path :
                List.of(STATUS + name, ACCOUNT + name, STATUS + name + "/namespaces", ACCOUNT + name + "/history")) {
            assertThat(expect(404, operator().get(path)).problem()).as(path).isEqualTo("no-such-account");
        }
    }

    @Test
    void an_escaped_name_is_the_same_name() {
        String name = world().inactive(world().freshZone());

        assertThat(expect(200, operator().get(ACCOUNT + "%61" + name.substring(1)))
                        .object())
                .containsEntry("name", name);
    }
}
