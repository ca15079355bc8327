package io.dynamicaccounts.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.Role;
import io.dynamicaccounts.dynamodb.NeedsTestServer;
import io.dynamicaccounts.http.contract.Tokens;
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

    private static String list(IntFunction<String> element) {
        return IntStream.range(0, DEFINITIONS).mapToObj(element).collect(Collectors.joining(", ", "[", "]"));
    }
}
