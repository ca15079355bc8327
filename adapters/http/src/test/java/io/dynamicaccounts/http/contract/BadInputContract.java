package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input of every kind, to every path that takes a body, gets the documented answer and changes nothing. */
abstract class BadInputContract extends Suite {

    private static final String ACCOUNTS = "/armory/accounts";
    private static final String DYNAMIC = "/armory/accounts/dynamic";

    @ParameterizedTest
    @MethodSource({
        "io.dynamicaccounts.http.contract.WrongOperatorBodies#migrations",
        "io.dynamicaccounts.http.contract.WrongOperatorBodies#changes",
        "io.dynamicaccounts.http.contract.WrongOperatorBodies#names",
        "io.dynamicaccounts.http.contract.WrongOperatorBodies#definitions",
        "io.dynamicaccounts.http.contract.WrongOperatorBodies#batchesOfDefinitions"
    })
    void an_operators_wrong_body_is_400_names_every_place_and_changes_nothing(Wrong wrong) {
        String zone = world().sharedZone();
        String name = world().inactive(zone);
        String before = world().everythingOf(name);

        Reply reply = expect(
                400, operator().raw(wrong.method(), wrong.path(), wrong.body().replace("NAME", name)));

        assertThat(reply.problem()).isEqualTo("invalid");
        assertThat(reply.pointers()).containsExactlyInAnyOrderElementsOf(wrong.pointers());
        assertThat(world().everythingOf(name)).isEqualTo(before);
        assertThat(world().status("a")).isEqualTo("GONE");
    }

    @ParameterizedTest
    @MethodSource({
        "io.dynamicaccounts.http.contract.WrongAgentBodies#polls",
        "io.dynamicaccounts.http.contract.WrongAgentBodies#otherCalls"
    })
    void an_agents_wrong_body_is_400_names_every_place_and_changes_nothing(Wrong wrong) {
        String zone = world().sharedZone();
        String name = world().inactive(zone);
        expect(202, world().patch(name, "ACTIVE"));
        TestAgent agent = world().agent(zone);
        String before = world().everythingOf(name);

        Reply reply = expect(
                400,
                agent.caller()
                        .raw(
                                "POST",
                                agent.path(wrong.path()),
                                wrong.body()
                                        .replace("NAME", name)
                                        .replace("ZONE", zone)
                                        .replace("SESSION", "s1")));

        assertThat(reply.problem()).isEqualTo("invalid");
        assertThat(reply.pointers()).containsExactlyInAnyOrderElementsOf(wrong.pointers());
        assertThat(world().everythingOf(name)).isEqualTo(before);
        assertThat(operator().get("/armory/agents/" + agent.id()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("goodbyes")
    void a_wrong_goodbye_is_400_and_the_agent_stays(String query, List<String> pointers) {
        String zone = world().sharedZone();
        TestAgent agent = world().agent(zone);
        expect(200, agent.poll());

        Reply reply = expect(400, agent.caller().delete("/armory/agents/" + agent.id() + query.replace("ZONE", zone)));

        assertThat(reply.pointers()).containsExactlyElementsOf(pointers);
        assertThat(operator().get("/armory/agents/" + agent.id()).status()).isEqualTo(200);
    }

    static Stream<Arguments> goodbyes() {
        return Stream.of(
                Arguments.of("", List.of("?zoneId", "?session")),
                Arguments.of("?zoneId=ZONE", List.of("?session")),
                Arguments.of("?zoneId=ZONE&session=", List.of("?session")),
                Arguments.of("?zoneId=ZONE&session=a%20b", List.of("?session")),
                Arguments.of("?zoneId=ZONE&session=a&session=b", List.of("?session")));
    }

    @Test
    void create_error_leaks_body__an_error_names_fields_and_never_values() {
        String secret = Credentials.CANARY;

        Reply reply = expect(
                400,
                operator()
                        .post(
                                DYNAMIC,
                                Map.of(
                                        "name",
                                        secret + "/",
                                        "kubeconfigContents",
                                        List.of(secret),
                                        "zoneId",
                                        secret + "!",
                                        "context",
                                        Map.of("token", secret),
                                        "permissions",
                                        secret)));

        assertThat(reply.pointers())
                .containsExactlyInAnyOrder("/name", "/kubeconfigContents", "/zoneId", "/context", "/permissions");
        assertThat(reply.text()).doesNotContain(secret);
    }

    /**
     * The missing quotation mark is the one before the secret: a parser that quotes its input would quote the secret.
     */
    @Test
    void create_error_leaks_body__nor_does_one_of_a_body_that_is_not_json() {
        String secret = Credentials.CANARY;
        String name = world().freshName();

        Reply reply = expect(
                400,
                operator()
                        .raw(
                                "POST",
                                DYNAMIC,
                                "{\"name\": \"" + name + "\", \"kubeconfigContents\": " + secret + "\"}"));

        assertThat(reply.problem()).isEqualTo("not-json");
        assertThat(reply.text()).doesNotContain(secret);
        assertThat(world().status(name)).isEqualTo("GONE");
    }

    @Test
    void create_error_leaks_body__a_taken_name_brings_back_the_definition_masked() {
        String taken = world().inactive(world().freshZone());
        Map<String, Object> definition = World.definition(taken);
        definition.put("nested", Map.of("apiKey", Credentials.CANARY));

        Reply reply = expect(409, operator().post(DYNAMIC, List.of(definition)));

        assertThat(reply.text()).contains(taken, "********").doesNotContain(Credentials.CANARY);
    }

    @Test
    void the_first_hundred_of_very_many_errors_are_reported() {
        String body = "[" + "{},".repeat(999) + "{}]";

        Reply reply = expect(400, operator().raw("POST", ACCOUNTS, body));

        assertThat(reply.pointers()).hasSize(100);
        assertThat(String.valueOf(reply.object().get("detail"))).contains("first 100 of 1000");
    }

    @ParameterizedTest
    @MethodSource("io.dynamicaccounts.http.contract.LargeBatches#thousandAndOne")
    void more_than_a_thousand_entries_are_413_and_change_nothing(Wrong large) {
        String zone = world().sharedZone();
        String name = world().inactive(zone);
        String before = world().everythingOf(name);
        TestAgent agent = world().agent(zone);
        boolean protocol = !large.path().startsWith("/");
        Caller caller = protocol ? agent.caller() : operator();

        Reply reply = expect(
                413,
                caller.raw(
                        large.method(),
                        protocol ? agent.path(large.path()) : large.path(),
                        large.body().replace("NAME", name).replace("ZONE", zone).replace("SESSION", "s1")));

        assertThat(reply.problem()).isEqualTo("too-large");
        assertThat(reply.pointers()).containsExactlyElementsOf(large.pointers());
        assertThat(world().everythingOf(name)).isEqualTo(before);
    }
}
