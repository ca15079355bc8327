package io.dynamicaccounts.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.Role;
import io.dynamicaccounts.dynamodb.NeedsTestServer;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** References to secrets through the functions, from the request that writes one to the answer to an agent. */
@NeedsTestServer
class ReferencesTest {

    private static final String CANARY = "canary-c9d0";
    private static final String GET_SECRET = "secretsmanager.GetSecretValue";
    private static final int ACCOUNTS = 120;

    private final String zone = Tokens.zone(1);

    private Map<String, String> allowed() {
        // Wider than anybody should have it: the function's own secrets are safe all the same.
        return Map.of(
                "DYNAMIC_ACCOUNTS_REFERENCES_ALLOWED",
                zone + "=secrets-manager!r:eu-central-1!s:*, *=s3!r:eu-central-1!b:configs!f:*");
    }

    @Test
    void references_are_resolved_in_the_answer_to_an_agent_and_nowhere_else() {
        try (var alone = new Surroundings(Tokens.file());
                var operators = alone.start(Role.OPERATORS, allowed());
                var agents = alone.start(Role.AGENTS, allowed())) {
            alone.services().put("clusters", "{\"prod\": \"" + CANARY + "\"}");
            alone.services().put("/configs/all.yml", "clusters:\n  dev: " + CANARY + "-file\n");
            String keyed = "encrypted:secrets-manager!r:eu-central-1!s:clusters!k:prod";
            var contents = new LinkedHashMap<String, String>();
            for (int i = 0; i < ACCOUNTS; i++) {
                contents.put("a" + i, keyed);
            }
            contents.put("file", "encrypted:s3!r:eu-central-1!b:configs!f:all.yml!k:clusters.dev");
            contents.put("missing", "encrypted:secrets-manager!r:eu-central-1!s:none");
            contents.put("own", "encryptedFile:secrets-manager!r:eu-central-1!s:" + Surroundings.SECRET);
            provision(operators, contents);
            int before = alone.services().calls(GET_SECRET);

            Reply definitions = fetch(agents);

            assertThat(definitions.objectsOf("definitions"))
                    .hasSize(ACCOUNTS + 1)
                    .allSatisfy(given -> assertThat(given.toString())
                            .contains("kubeconfigContents=" + CANARY
                                    + (given.get("account").equals("file") ? "-file" : "")));
            // One for each secret that is referred to; the function's own is not even asked for.
            assertThat(alone.services().calls(GET_SECRET)).isEqualTo(before + 2);
            assertThat(alone.services().calls("GetObject")).isEqualTo(1);
            assertThat(message(operators, "missing")).contains("secrets-manager has no such secret");
            assertThat(message(operators, "own")).contains("a secret of the control plane itself");

            String list = FunctionsTest.send(
                            operators,
                            FunctionsTest.json("GET", "/armory/accounts?limit=1000&expand=true", Tokens.OPERATOR, ""))
                    .text();
            assertThat(list).contains("\"own\"").doesNotContain(CANARY, "sha256");
            assertThat(alone.outputs())
                    .allSatisfy((_, output) -> assertThat(output).doesNotContain(CANARY, "sha256"));
            assertThat(stored(alone)).doesNotContain(CANARY);
        }
    }

    private String message(LambdaProcess operators, String name) {
        Reply account = FunctionsTest.send(
                operators, FunctionsTest.json("GET", "/armory/accounts/" + name, Tokens.OPERATOR, ""));
        return String.valueOf(account.object().get("errorMessage"));
    }

    private static String stored(Surroundings alone) {
        try (var store = alone.store()) {
            List<AccountName> names = IntStream.range(0, ACCOUNTS)
                    .mapToObj(i -> new AccountName("a" + i))
                    .toList();
            var accounts = store.accounts().find(names);
            var keys = accounts.values().stream()
                    .flatMap(
                            account -> account.definition().map(id -> new Definitions.Key(account.name(), id)).stream())
                    .toList();
            assertThat(keys).hasSize(ACCOUNTS);
            return accounts
                    + store.definitions().find(keys).toString()
                    + store.history().of(new AccountName("missing"), 100);
        }
    }

    private void provision(LambdaProcess operators, Map<String, String> contents) {
        String definitions = contents.entrySet().stream()
                .map(one -> "{\"name\": \"%s\", \"zoneId\": \"%s\", \"kubeconfigContents\": \"%s\"}"
                        .formatted(one.getKey(), zone, one.getValue()))
                .collect(Collectors.joining(", ", "[", "]"));
        String wishes = contents.keySet().stream()
                .map("{\"name\": \"%s\", \"state\": \"ACTIVE\"}"::formatted)
                .collect(Collectors.joining(", ", "[", "]"));
        for (Request request : List.of(
                FunctionsTest.json("POST", "/armory/accounts/dynamic", Tokens.OPERATOR, definitions),
                FunctionsTest.json("PATCH", "/armory/accounts", Tokens.OPERATOR, wishes))) {
            assertThat(FunctionsTest.send(operators, request).status()).isEqualTo(202);
        }
    }

    private Reply fetch(LambdaProcess agents) {
        assertThat(FunctionsTest.send(
                                agents,
                                FunctionsTest.json(
                                        "POST", "/armory/agents/a/poll", Tokens.ofZone(zone), """
                                        {"zoneId": "%s", "session": "s", "capacity": 1000, "version": "1", "secretEngines": []}""".formatted(zone)))
                        .status())
                .isEqualTo(200);
        String names =
                IntStream.range(0, ACCOUNTS).mapToObj(i -> "\"a" + i + "\"").collect(Collectors.joining(", "));
        return FunctionsTest.send(
                agents, FunctionsTest.json("POST", "/armory/agents/a/definitions", Tokens.ofZone(zone), """
                        {"zoneId": "%s", "session": "s", "accounts": ["missing", %s, "own", "file"]}""".formatted(
                                zone, names)));
    }
}
