package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each function may call what it was recorded calling, while the tests of the functions ran, and nothing else. */
class PoliciesTest {

    private static final Path RECORDED = Path.of("..", "..", "adapters", "aws", "target", "aws-calls");

    private final Template template = Template.read();

    @ParameterizedTest
    @CsvSource({"OperatorsFunction, operators", "AgentsFunction, agents", "SweepFunction, sweep"})
    void a_function_may_call_what_it_calls(String function, String role) throws IOException {
        Path recorded = RECORDED.resolve(role + ".txt");
        assumeThat(recorded)
                .as("the calls of %s, which the tests of adapters/aws record", role)
                .exists();
        assertThat(allowed(function))
                .as("what %s may call; all tests of adapters/aws must have run to know what it calls", function)
                .isEqualTo(new TreeSet<>(Files.readAllLines(recorded)));
    }

    @Test
    void no_action_and_no_resource_is_a_wildcard() {
        assertThat(template.ofType("AWS::Serverless::Function"))
                .hasSize(3)
                .allSatisfy(function -> assertThat(statements(function)).allSatisfy(statement -> {
                    assertThat(list(statement.get("Action"))).noneMatch(action -> action.contains("*"));
                    assertThat(statement.get("Resource").toString()).doesNotContain("*");
                    assertThat(statement.get("Effect")).isEqualTo("Allow");
                }));
    }

    @Test
    void the_key_opens_definitions_and_nothing_else() {
        assertThat(List.of("OperatorsFunction", "AgentsFunction"))
                .allSatisfy(function -> assertThat(statements(function))
                        .filteredOn(statement ->
                                list(statement.get("Action")).getFirst().startsWith("kms:"))
                        .singleElement()
                        .extracting(statement -> statement.get("Condition"))
                        .isEqualTo(Map.of(
                                "StringEquals",
                                Map.of("kms:EncryptionContext:purpose", "dynamic-accounts/definition"))));
    }

    /** As they are recorded: an action, and the kind of thing that it is done to. */
    private TreeSet<String> allowed(String function) {
        var allowed = new TreeSet<String>();
        for (Map<String, Object> statement : statements(function)) {
            String kind = kind(statement.get("Resource").toString());
            list(statement.get("Action")).forEach(action -> allowed.add(action + " " + kind));
        }
        return allowed;
    }

    private static String kind(String resource) {
        if (resource.contains("/index/")) {
            return "index";
        }
        return switch (resource) {
            case "{Fn::GetAtt=DefinitionKey.Arn}" -> "key";
            case "Tokens" -> "secret";
            default -> resource.contains(":table/") ? "table" : resource;
        };
    }

    private List<Map<String, Object>> statements(String function) {
        var policies = (List<?>) template.properties(function).get("Policies");
        return policies.stream()
                .flatMap(policy -> ((List<?>) Template.map(policy).get("Statement")).stream())
                .map(Template::map)
                .toList();
    }

    private static List<String> list(Object oneOrMany) {
        return oneOrMany instanceof List<?> many
                ? many.stream().map(String.class::cast).toList()
                : List.of((String) oneOrMany);
    }
}
