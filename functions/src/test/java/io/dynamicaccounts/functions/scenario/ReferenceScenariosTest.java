package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.FetchDefinitions;
import io.dynamicaccounts.functions.definition.AllowedReferences;
import io.dynamicaccounts.functions.definition.AnswerSecrets;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.ReferenceResolver;
import io.dynamicaccounts.functions.operator.Redefine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions that refer to secrets, on their way to an agent. */
class ReferenceScenariosTest {

    private static final String CANARY = "canary-91c4";
    private static final String REFERENCE = "encrypted:secrets-manager!r:eu-central-1!s:clusters/a!k:config";

    private static final String ALLOWED =
            "z=secrets-manager!r:eu-central-1!s:clusters/*, *=s3!r:eu-central-1!b:b!f:k/*";

    private final World world = new World();
    private final StandInEngine manager = new StandInEngine("secrets-manager", "s")
            .with("clusters/a", "config=" + CANARY + "\ntoken=" + CANARY + "-token")
            .with("clusters/b", CANARY + "-b")
            .with("tokens", "the tokens of callers");
    private final StandInEngine buckets = new StandInEngine("s3", "f").with("k/prod", CANARY + "-file");

    private TestAgent agent(String allowed) {
        world.resolve(resolver(allowed));
        return world.agent("agent-1", "z");
    }

    private TestAgent agent() {
        return agent(ALLOWED);
    }

    private ReferenceResolver resolver() {
        return resolver(ALLOWED);
    }

    private ReferenceResolver resolver(String allowed) {
        return new ReferenceResolver(List.of(manager, buckets), AllowedReferences.read(allowed), world.clock());
    }

    private void activating(TestAgent agent, String name, Map<String, Object> fields) {
        var definition = new HashMap<String, Object>(fields);
        definition.put("name", name);
        world.provision("z", name, definition);
        agent.poll();
        world.activate(name);
        agent.hangsOn(name).poll();
    }

    private static Map<String, Object> only(FetchDefinitions.Result result) {
        var answer = (FetchDefinitions.Result.Answer) result;
        assertThat(answer.denied()).isEmpty();
        return answer.definitions().getFirst().definition().fields();
    }

    private void assertFailed(TestAgent agent, String name, String... reason) {
        var answer = (FetchDefinitions.Result.Answer) agent.askDefinitions(name);
        assertThat(answer.denied()).containsExactly(World.name(name));
        assertThat(world.state(name)).isEqualTo(VisibleState.FAILED);
        assertThat(world.account(name).message().orElseThrow())
                .contains(reason)
                .doesNotContain(CANARY, "clusters/", "eu-central-1", "!");
    }

    @Test
    void a_reference_becomes_its_value_in_the_answer_to_the_agent_and_nowhere_else() {
        TestAgent agent = agent();
        activating(agent, "a", Map.of("kubeconfigContents", REFERENCE));

        assertThat(only(agent.askDefinitions("a"))).containsEntry("kubeconfigContents", CANARY);

        assertThat(world.everythingStored()).contains(REFERENCE).doesNotContain(CANARY);
    }

    @Test
    void a_whole_file_is_the_contents_also_where_a_file_is_named() {
        TestAgent agent = agent();
        activating(agent, "a", Map.of("kubeconfigContents", "encryptedFile:s3!r:eu-central-1!b:b!f:k/prod"));
        activating(agent, "b", Map.of("kubeconfigFile", "encryptedFile:s3!r:eu-central-1!b:b!f:k/prod"));

        for (String name : List.of("a", "b")) {
            assertThat(only(agent.askDefinitions(name)))
                    .containsEntry("kubeconfigContents", CANARY + "-file")
                    .doesNotContainKey("kubeconfigFile");
        }
    }

    @Test
    void a_reference_at_any_depth_of_a_secret_field_is_resolved() {
        var definition = new Definition(Map.of(
                "name", "a", "credentials", List.of(Map.of("more", List.of(REFERENCE, "plain", 1)), REFERENCE)));

        assertThat(resolver().resolve(definition, new ZoneId("z"), Set.of(), new AnswerSecrets()))
                .isEqualTo(new ReferenceResolver.Resolution.Resolved(new Definition(Map.of(
                        "name", "a", "credentials", List.of(Map.of("more", List.of(CANARY, "plain", 1)), CANARY)))));
    }

    @Test
    void many_references_to_one_secret_cost_one_read_of_an_answer_and_the_next_answer_reads_again() {
        TestAgent agent = agent();
        for (int i = 0; i < 40; i++) {
            activating(
                    agent,
                    "a" + i,
                    Map.of("kubeconfigContents", REFERENCE, "token", REFERENCE.replace("config", "token")));
        }
        String[] names = IntStream.range(0, 40).mapToObj(i -> "a" + i).toArray(String[]::new);

        var answer = (FetchDefinitions.Result.Answer) agent.askDefinitions(names);

        assertThat(answer.definitions())
                .hasSize(40)
                .allSatisfy(given -> assertThat(given.definition().fields())
                        .containsEntry("kubeconfigContents", CANARY)
                        .containsEntry("token", CANARY + "-token"));
        assertThat(manager.reads()).containsExactly("clusters/a");
        agent.askDefinitions(names);
        assertThat(manager.reads()).hasSize(2);
    }

    @Test
    void a_reference_to_an_engine_that_the_agent_has_goes_to_it_as_it_is() {
        TestAgent agent = agent().has("secrets-manager", "k8s", "vault");
        activating(
                agent,
                "a",
                Map.of(
                        "kubeconfigContents",
                        REFERENCE,
                        "token",
                        "secret://vault?e=x",
                        "password",
                        "encrypted:k8s!s:x!k:y"));

        assertThat(only(agent.askDefinitions("a")))
                .containsEntry("kubeconfigContents", REFERENCE)
                .containsEntry("token", "secret://vault?e=x")
                .containsEntry("password", "encrypted:k8s!s:x!k:y");
        assertThat(manager.reads()).isEmpty();
    }

    @Test
    void what_cannot_be_resolved_fails_its_account_alone() {
        TestAgent agent = agent();
        activating(agent, "a", Map.of("kubeconfigContents", REFERENCE));
        activating(
                agent, "b", Map.of("kubeconfigContents", "encrypted:secrets-manager!r:eu-central-1!s:clusters/none"));

        var answer = (FetchDefinitions.Result.Answer) agent.askDefinitions("b", "a");

        assertThat(answer.denied()).containsExactly(World.name("b"));
        assertThat(answer.definitions())
                .singleElement()
                .satisfies(given -> assertThat(given.account()).isEqualTo(World.name("a")));
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVATING);
        assertThat(world.state("b")).isEqualTo(VisibleState.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kubeconfigContents | encrypted:secrets-manager!r:eu-central-1!s:tokens | (encrypted:) in kubeconfigContents cannot be resolved: dynamic-accounts.references.allowed does not permit it for zone z: permit it there, or give kubeconfigFile",
                "kubeconfigContents | encrypted:secrets-manager!r:us-east-1!s:clusters/a | does not permit it for zone z",
                "kubeconfigContents | encrypted:secrets-manager!r:eu-central-1!s:clusters/a!x:http://169.254.169.254/ | does not permit it for zone z",
                "kubeconfigContents | encrypted:vault!e:canary-91c4 | neither the control plane nor this agent has the secret engine vault",
                "kubeconfigContents | secret://secrets-manager?r=eu-central-1&s=clusters/a | neither the control plane nor this agent has the secret engine secrets-manager",
                "kubeconfigContents | encrypted:canary-91c4 is no engine!x:y | neither the control plane nor this agent has the secret engine of this name",
                "kubeconfigContents | encrypted:secrets-manager!r:eu-central-1!s:clusters/none | cannot be resolved: secrets-manager has no such secret",
                "kubeconfigContents | encrypted:secrets-manager!r:eu-central-1!s:clusters/a!k:none | cannot be resolved: the secret has no such key",
                "kubeconfigContents | encryptedFile:secrets-manager!r:eu-central-1!s:clusters/a!k:config | stands for a whole file",
                "namespaces | encrypted:secrets-manager!r:eu-central-1!s:clusters/a!k:config | in namespaces cannot be resolved: references are for secret fields only",
            })
    void the_reason_names_the_field_and_what_to_do_and_neither_secret_nor_parameter(
            String field, String reference, String reason) {
        TestAgent agent = agent();
        var fields = new HashMap<String, Object>(Map.of(field, reference));
        fields.putIfAbsent("kubeconfigContents", "plain");
        activating(agent, "b", fields);

        assertFailed(agent, "b", reason);
    }

    @Test
    void a_file_that_is_not_resolved_stays_as_it_is_for_agents_that_have_a_directory_for_it() {
        TestAgent agent = agent();
        activating(agent, "a", Map.of("kubeconfigFile", "encryptedFile:s3!f:other"));

        assertThat(only(agent.askDefinitions("a"))).containsEntry("kubeconfigFile", "encryptedFile:s3!f:other");
        assertThat(buckets.reads()).isEmpty();
    }

    @Test
    void another_zone_has_other_secrets() {
        TestAgent agent = agent("other=secrets-manager!r:eu-central-1!s:clusters/*");
        activating(agent, "a", Map.of("kubeconfigContents", REFERENCE));

        assertFailed(agent, "a", "does not permit it for zone z");
        assertThat(manager.reads()).isEmpty();
    }

    @Test
    void by_default_nothing_is_resolved() {
        TestAgent agent = world.agent("agent-1", "z");
        activating(agent, "a", Map.of("kubeconfigContents", REFERENCE));

        assertFailed(agent, "a", "neither the control plane nor this agent has the secret engine secrets-manager");
    }

    @Test
    void a_definition_has_no_more_than_twenty_references_and_as_many_characters_as_one_that_is_written() {
        TestAgent agent = agent();
        List<Map<String, Object>> many = IntStream.range(0, 21)
                .mapToObj(_ -> Map.<String, Object>of("password", REFERENCE))
                .toList();
        activating(agent, "a", Map.of("kubeconfigContents", "plain", "registries", many));
        manager.with("clusters/large", "x".repeat(200_000));
        String large = "encrypted:secrets-manager!r:eu-central-1!s:clusters/large";
        activating(agent, "b", Map.of("kubeconfigContents", large));
        activating(agent, "c", Map.of("kubeconfigContents", large, "token", large));

        assertFailed(agent, "a", "more than 20 references");
        assertThat(only(agent.askDefinitions("b"))).containsKey("kubeconfigContents");
        assertFailed(agent, "c", "256 KiB together");
    }

    @Test
    void an_answer_waits_six_seconds_for_all_its_secrets_together() {
        TestAgent agent = agent();
        for (int i = 0; i < 10; i++) {
            manager.with("clusters/" + i, CANARY);
            activating(
                    agent,
                    "a" + i,
                    Map.of("kubeconfigContents", "encrypted:secrets-manager!r:eu-central-1!s:clusters/" + i));
        }
        manager.before(() -> world.pass(Duration.ofSeconds(2)));

        var answer = (FetchDefinitions.Result.Answer) agent.askDefinitions(
                IntStream.range(0, 10).mapToObj(i -> "a" + i).toArray(String[]::new));

        assertThat(manager.reads()).hasSize(3);
        assertThat(answer.definitions()).hasSize(3);
        assertThat(world.account(answer.denied().getFirst().value()).message().orElseThrow())
                .contains("no time was left to ask secrets-manager");
    }

    @Test
    void an_account_starts_once_its_secret_is_there() {
        TestAgent agent = agent();
        activating(
                agent, "b", Map.of("kubeconfigContents", "encrypted:secrets-manager!r:eu-central-1!s:clusters/late"));
        assertFailed(agent, "b", "has no such secret");

        manager.with("clusters/late", CANARY);
        agent.hangsNoMore();
        world.live(Duration.ofMinutes(20), agent);

        assertThat(world.state("b")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void an_account_that_an_agent_watches_stays_active_when_its_secret_is_gone() {
        TestAgent agent = agent();
        world.provision("z", "a", Map.of("name", "a", "kubeconfigContents", REFERENCE));
        agent.poll();
        world.activate("a");
        agent.poll();
        agent.report();
        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
        world.resolve(ReferenceResolver.NONE);

        agent.askDefinitions("a");

        assertThat(world.state("a")).isEqualTo(VisibleState.ACTIVE);
    }

    @Test
    void a_mask_keeps_the_reference_and_not_what_it_stands_for() {
        TestAgent agent = agent();
        activating(agent, "a", Map.of("kubeconfigContents", REFERENCE));

        assertThat(world.redefine("a", Map.of("name", "a", "kubeconfigContents", "********", "context", "c")))
                .isInstanceOf(Redefine.Result.Redefined.class);

        assertThat(world.everythingStored()).contains(REFERENCE).doesNotContain(CANARY);
    }
}
