package io.dynamicaccounts.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.Role;
import io.dynamicaccounts.dynamodb.NeedsTestServer;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often the functions call KMS, whose calls cost money, time and a share of an account's quota. */
@NeedsTestServer
class KeyCallsTest {

    private static final int DEFINITIONS = 200;
    private static final String ENCRYPT = "TrentService.Encrypt";
    private static final String DECRYPT = "TrentService.Decrypt";

    @Test
    void a_batch_of_definitions_costs_one_call_to_encrypt_and_one_to_decrypt_beside_the_check_value() {
        String zone = Tokens.zone(1);
        try (var alone = new Surroundings(Tokens.file());
                var operators = alone.start(Role.OPERATORS);
                var agents = alone.start(Role.AGENTS)) {
            String batch = list(i ->
                    "{\"name\": \"a%d\", \"zoneId\": \"%s\", \"kubeconfigContents\": \"c%d\"}".formatted(i, zone, i));
            assertThat(FunctionsTest.send(
                                    operators,
                                    FunctionsTest.json("POST", "/armory/accounts/dynamic", Tokens.OPERATOR, batch))
                            .status())
                    .isEqualTo(202);
            // The data key, and the check value that the first secret writes.
            assertThat(alone.services().calls(ENCRYPT)).isEqualTo(2);
            assertThat(alone.services().calls(DECRYPT)).isZero();

            String activate = list(i -> "{\"name\": \"a%d\", \"state\": \"ACTIVE\"}".formatted(i));
            assertThat(FunctionsTest.send(
                                    operators,
                                    FunctionsTest.json("PATCH", "/armory/accounts", Tokens.OPERATOR, activate))
                            .status())
                    .isEqualTo(202);
            assertThat(FunctionsTest.send(
                                    agents,
                                    FunctionsTest.json(
                                            "POST", "/armory/agents/a/poll", Tokens.ofZone(zone), """
                                            {"zoneId": "%s", "session": "s", "revision": 0, "capacity": %d, "version": "1",
                                             "secretEngines": []}""".formatted(
                                                            zone, DEFINITIONS)))
                            .status())
                    .isEqualTo(200);
            assertThat(FunctionsTest.send(
                                    agents,
                                    FunctionsTest.json(
                                            "POST", "/armory/agents/a/definitions", Tokens.ofZone(zone), """
                                            {"zoneId": "%s", "session": "s", "accounts": %s}""".formatted(
                                                            zone, list(i -> "\"a" + i + "\""))))
                            .objectsOf("definitions"))
                    .hasSize(DEFINITIONS)
                    .allSatisfy(given -> assertThat(given.toString())
                            .contains("kubeconfigContents=c"
                                    + given.get("account").toString().substring(1)));

            // The check value, and the data key.
            assertThat(alone.services().calls(DECRYPT)).isEqualTo(2);
            assertThat(alone.services().calls(ENCRYPT)).isEqualTo(2);
        }
    }

    @Test
    void with_another_key_new_secrets_are_under_it_old_ones_are_read_and_the_check_value_follows() {
        String zone = Tokens.zone(1);
        Map<String, String> before = key("before");
        Map<String, String> after = key("after");
        try (var alone = new Surroundings(Tokens.file())) {
            try (var operators = alone.start(Role.OPERATORS, before)) {
                provision(operators, zone, "old");
            }
            try (var operators = alone.start(Role.OPERATORS, after);
                    var agents = alone.start(Role.AGENTS, after)) {
                provision(operators, zone, "new");
                assertThat(fetched(agents, zone)).contains("contents of old", "contents of new");
            }
            alone.services().withdraw(before.get(KEY));
            try (var agents = alone.start(Role.AGENTS, after)) {
                assertThat(FunctionsTest.send(agents, Request.of("GET", "/ready"))
                                .status())
                        .isEqualTo(200);
                assertThat(fetched(agents, zone)).contains("contents of new").doesNotContain("contents of old");
            }
        }
    }

    private static final String KEY = "DYNAMIC_ACCOUNTS_KMS_KEY_ID";

    private static Map<String, String> key(String id) {
        return Map.of(KEY, "arn:aws:kms:eu-central-1:123456789012:key/" + id);
    }

    private static void provision(LambdaProcess operators, String zone, String name) {
        String definition = "{\"name\": \"%s\", \"zoneId\": \"%s\", \"kubeconfigContents\": \"contents of %s\"}"
                .formatted(name, zone, name);
        assertThat(FunctionsTest.send(
                                operators,
                                FunctionsTest.json("POST", "/armory/accounts/dynamic", Tokens.OPERATOR, definition))
                        .status())
                .isEqualTo(202);
        assertThat(FunctionsTest.send(
                                operators,
                                FunctionsTest.json("PATCH", "/armory/accounts", Tokens.OPERATOR, """
                        [{"name": "%s", "state": "ACTIVE"}]""".formatted(name)))
                        .status())
                .isEqualTo(202);
    }

    private static String fetched(LambdaProcess agents, String zone) {
        assertThat(FunctionsTest.send(
                                agents,
                                FunctionsTest.json(
                                        "POST", "/armory/agents/a/poll", Tokens.ofZone(zone), """
                                        {"zoneId": "%s", "session": "s", "capacity": 10, "version": "1", "secretEngines": []}""".formatted(zone)))
                        .status())
                .isEqualTo(200);
        return FunctionsTest.send(
                        agents,
                        FunctionsTest.json(
                                "POST", "/armory/agents/a/definitions", Tokens.ofZone(zone), """
                                {"zoneId": "%s", "session": "s", "accounts": ["old", "new"]}""".formatted(zone)))
                .text();
    }

    private static String list(IntFunction<String> element) {
        return IntStream.range(0, DEFINITIONS).mapToObj(element).collect(Collectors.joining(", ", "[", "]"));
    }
}
