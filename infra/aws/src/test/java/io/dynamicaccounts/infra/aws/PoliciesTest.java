package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each function may call what it was recorded calling, while the tests of the functions ran, and nothing else. */
class PoliciesTest {

    private static final Path RECORDED = Path.of("..", "..", "adapters", "aws", "target", "aws-calls");

    private static final Set<String> PLATFORM = Set.of("Log", "MissedSweeps");

    /** With every function, and with references to secrets. */
    private final Template template = Template.read()
            .with(Map.of(
                    "NamePatterns",
                    "prod-.*",
                    "ReferenceSecrets",
                    "arn:aws:secretsmanager:eu-central-1:1:secret:clusters",
                    "ReferenceObjects",
                    "arn:aws:s3:::configs/all.yml"));

    @ParameterizedTest
    @CsvSource({"OperatorsFunction, operators", "AgentsFunction, agents", "SweepFunction, sweep", "ScanFunction, scan"})
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
        assertThat(List.of("OperatorsRole", "AgentsRole", "SweepRole", "ScanRole", "ScheduleRole"))
                .allSatisfy(role -> assertThat(statements(role)).isNotEmpty().allSatisfy(statement -> {
                    assertThat(list(statement.get("Action"))).noneMatch(action -> action.contains("*"));
                    assertThat(statement.get("Resource").toString()).doesNotContain("*");
                    assertThat(statement.get("Effect")).isEqualTo("Allow");
                }));
    }

    @Test
    void the_functions_that_migrate_may_read_the_object_of_the_source_and_no_other() {
        Template with = template.with(
                Map.of("NamePatterns", "prod-.*", "SourceBucket", "spinnaker-config", "SourceKey", "clouddriver.yml"));
        for (String role : List.of("OperatorsRole", "ScanRole")) {
            assertThat(statements(with, role))
                    .filteredOn(statement ->
                            list(statement.get("Action")).stream().anyMatch(action -> action.startsWith("s3:")))
                    .singleElement()
                    .satisfies(statement -> assertThat(statement)
                            .containsEntry("Action", "s3:GetObject")
                            .containsEntry(
                                    "Resource",
                                    Map.of("Fn::Sub", "arn:${AWS::Partition}:s3:::${SourceBucket}/${SourceKey}")));
        }
        for (String role : List.of("AgentsRole", "SweepRole")) {
            assertThat(statements(with, role))
                    .noneMatch(statement -> statement.get("Action").toString().contains("s3:"));
        }
    }

    @Test
    void each_function_has_its_role_and_no_policy_beside_it() {
        assertThat(template.ofType("AWS::Serverless::Function"))
                .hasSize(4)
                .allSatisfy(function -> assertThat(template.properties(function))
                        .containsEntry("Role", Map.of("Fn::GetAtt", role(function) + ".Arn"))
                        .doesNotContainKey("Policies"))
                .allSatisfy(function ->
                        assertThat(template.properties(role(function))).containsEntry("ManagedPolicyArns", List.of()));
    }

    @Test
    void a_function_writes_its_own_log() {
        assertThat(template.ofType("AWS::Serverless::Function"))
                .allSatisfy(function -> assertThat(statements(role(function)))
                        .filteredOn(statement -> statement.get("Sid").equals("Log"))
                        .singleElement()
                        .satisfies(statement -> {
                            Object group = Template.map(
                                            template.properties(function).get("LoggingConfig"))
                                    .get("LogGroup");
                            assertThat(statement)
                                    .containsEntry("Action", List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                                    .containsEntry("Resource", Map.of("Fn::Sub", "${" + group + ".Arn}"));
                        }));
    }

    /** Lambda itself sends it, in the name of the role. */
    @Test
    void a_sweep_that_failed_may_be_put_into_the_queue_that_it_is_told_to_go_to() {
        Object destination = Template.map(
                Template.map(Template.map(template.properties("SweepFunction").get("EventInvokeConfig"))
                                .get("DestinationConfig"))
                        .get("OnFailure"));
        assertThat(Template.map(destination)).containsEntry("Destination", Map.of("Fn::GetAtt", "MissedSweeps.Arn"));
        assertThat(statements("SweepRole"))
                .filteredOn(statement -> statement.get("Action").equals("sqs:SendMessage"))
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement).containsEntry("Resource", Map.of("Fn::GetAtt", "MissedSweeps.Arn")));
    }

    @Test
    void the_key_opens_definitions_and_nothing_else() {
        assertThat(template.properties("DefinitionsPolicy").get("Roles"))
                .isEqualTo(List.of("OperatorsRole", "AgentsRole", "ScanRole"));
        assertThat(document(template.properties("DefinitionsPolicy").get("PolicyDocument")))
                .singleElement()
                .satisfies(statement -> assertThat(statement)
                        .containsEntry("Action", List.of("kms:Decrypt", "kms:Encrypt"))
                        .containsEntry(
                                "Condition",
                                Map.of(
                                        "StringEquals",
                                        Map.of("kms:EncryptionContext:purpose", "dynamic-accounts/definition"))));
    }

    @Test
    void another_key_encrypts_and_decrypts_former_ones_decrypt_and_the_stack_s_own_stays_readable() {
        String another = "arn:aws:kms:eu-central-1:1:key/another";
        String former = "arn:aws:kms:eu-central-1:1:key/former";
        String older = "arn:aws:kms:eu-central-1:1:key/older";
        Template deployed = template.with(
                Map.of("NamePatterns", "prod-.*", "EncryptionKey", another, "FormerKeys", former + "," + older));
        List<Map<String, Object>> statements =
                document(deployed.properties("DefinitionsPolicy").get("PolicyDocument"));
        Map<String, Object> purpose =
                Map.of("StringEquals", Map.of("kms:EncryptionContext:purpose", "dynamic-accounts/definition"));

        assertThat(statements)
                .extracting(statement -> statement.get("Resource"), statement -> statement.get("Action"))
                .containsExactly(
                        tuple(Map.of("Fn::GetAtt", "DefinitionKey.Arn"), List.of("kms:Decrypt", "kms:Encrypt")),
                        tuple(another, List.of("kms:Decrypt", "kms:Encrypt")),
                        tuple(Map.of("Fn::Split", List.of(",", former + "," + older)), "kms:Decrypt"));
        assertThat(statements).allSatisfy(statement -> assertThat(statement).containsEntry("Condition", purpose));
        assertThat(List.of("OperatorsFunction", "AgentsFunction", "ScanFunction"))
                .allSatisfy(function -> assertThat(deployed.environment(function))
                        .containsEntry("DYNAMIC_ACCOUNTS_KMS_KEY_ID", another));
    }

    @Test
    void references_are_read_by_the_agents_function_alone_and_only_where_they_are_named() {
        assertThat(List.of("OperatorsRole", "SweepRole", "ScanRole"))
                .allSatisfy(role -> assertThat(statements(role))
                        .noneMatch(statement -> statement.get("Sid").toString().startsWith("Reference")));
        assertThat(statements("AgentsRole"))
                .filteredOn(statement -> statement.get("Sid").toString().startsWith("Reference"))
                .extracting(statement -> statement.get("Action"), statement -> statement.get("Resource"))
                .containsExactly(
                        tuple(
                                "secretsmanager:GetSecretValue",
                                Map.of("Fn::Split", List.of(",", template.parameter("ReferenceSecrets")))),
                        tuple(
                                "s3:GetObject",
                                Map.of("Fn::Split", List.of(",", template.parameter("ReferenceObjects")))));
        assertThat(document(Template.map(((List<?>)
                                        Template.read().properties("AgentsRole").get("Policies"))
                                .getFirst())
                        .get("PolicyDocument")))
                .as("by default")
                .noneMatch(statement -> statement.get("Sid").toString().startsWith("Reference"));
    }

    @Test
    void a_key_of_referred_secrets_is_used_through_their_services_only() {
        Template deployed = Template.read().with(Map.of("ReferenceKeys", "arn:aws:kms:eu-central-1:1:key/a"));
        assertThat(document(Template.map(
                                ((List<?>) deployed.properties("AgentsRole").get("Policies")).getFirst())
                        .get("PolicyDocument")))
                .filteredOn(statement -> statement.get("Sid").equals("ReferenceKeys"))
                .singleElement()
                .satisfies(statement -> assertThat(statement)
                        .containsEntry("Action", "kms:Decrypt")
                        .containsEntry(
                                "Condition",
                                Map.of(
                                        "StringLike",
                                        Map.of(
                                                "kms:ViaService",
                                                List.of("secretsmanager.*.amazonaws.com", "s3.*.amazonaws.com")))));
    }

    /** Until the policy is attached, requests with secrets would be answered 503. */
    @Test
    void a_function_that_needs_the_key_is_made_after_its_role_may_use_it() {
        assertThat(List.of("OperatorsFunction", "AgentsFunction", "ScanFunction"))
                .allSatisfy(function ->
                        assertThat(template.resource(function).get("DependsOn")).isEqualTo("DefinitionsPolicy"));
    }

    /** The actions that open what was encrypted, or let others do so. */
    private static final Pattern OPENS =
            Pattern.compile("kms:(\\*|Decrypt.*|ReEncrypt.*|GenerateDataKey.*|CreateGrant|Create\\*|Encrypt)");

    @Test
    void only_the_functions_open_secrets_whatever_the_policies_of_others_say() {
        assertThat(usersOfTheKey(template))
                .singleElement()
                .satisfies(statement -> assertThat(Template.map(
                                Template.map(statement.get("Condition")).get("ArnEquals")))
                        .containsEntry(
                                "aws:PrincipalArn",
                                List.of(
                                        Map.of("Fn::GetAtt", "OperatorsRole.Arn"),
                                        Map.of("Fn::GetAtt", "AgentsRole.Arn"),
                                        Map.of("Fn::GetAtt", "ScanRole.Arn"))));
    }

    @Test
    void others_open_them_where_they_are_named_and_encrypt_none() {
        assertThat(usersOfTheKey(template.with(Map.of("KeyUsers", "arn:aws:iam::1:role/a,arn:aws:iam::1:role/b"))))
                .hasSize(2)
                .last()
                .satisfies(statement -> {
                    assertThat(statement).containsEntry("Action", "kms:Decrypt");
                    assertThat(Template.map(
                                    Template.map(statement.get("Condition")).get("ArnEquals")))
                            .containsEntry(
                                    "aws:PrincipalArn",
                                    Map.of("Fn::Split", List.of(",", "arn:aws:iam::1:role/a,arn:aws:iam::1:role/b")));
                });
    }

    /** KMS refuses a policy that nobody may change, and so would its owners. */
    @Test
    void administrators_are_not_locked_out_of_the_key() {
        assertThat(keyPolicy(template))
                .filteredOn(statement -> !statement.containsKey("Condition"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement).containsEntry("Effect", "Allow");
                    assertThat(statement.get("Principal").toString()).contains(":root");
                    assertThat(list(statement.get("Action")))
                            .contains(
                                    "kms:PutKeyPolicy",
                                    "kms:DescribeKey",
                                    "kms:EnableKey",
                                    "kms:CancelKeyDeletion",
                                    "kms:ScheduleKeyDeletion")
                            .noneMatch(action -> OPENS.matcher(action).matches());
                });
    }

    private List<Map<String, Object>> usersOfTheKey(Template deployed) {
        return keyPolicy(deployed).stream()
                .filter(statement -> list(statement.get("Action")).stream()
                        .anyMatch(action -> OPENS.matcher(action).matches()))
                .toList();
    }

    private static List<Map<String, Object>> keyPolicy(Template deployed) {
        return document(deployed.properties("DefinitionKey").get("KeyPolicy"));
    }

    private static String role(String function) {
        return function.replace("Function", "Role");
    }

    /** As they are recorded: an action, and the kind of thing that it is done to. */
    private TreeSet<String> allowed(String function) {
        var allowed = new TreeSet<String>();
        var statements = new ArrayList<>(statements(role(function)));
        // What the platform does in the name of the role is no call of the function.
        statements.removeIf(statement -> PLATFORM.contains(statement.get("Sid").toString()));
        if (((List<?>) template.properties("DefinitionsPolicy").get("Roles")).contains(role(function))) {
            statements.addAll(document(template.properties("DefinitionsPolicy").get("PolicyDocument")));
        }
        for (Map<String, Object> statement : statements) {
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
            default -> {
                if (resource.contains(":secretsmanager:")) {
                    yield "secret";
                }
                if (resource.contains(":s3:::")) {
                    yield "object";
                }
                yield resource.contains(":table/") ? "table" : resource;
            }
        };
    }

    private List<Map<String, Object>> statements(String role) {
        return statements(template, role);
    }

    private static List<Map<String, Object>> statements(Template deployed, String role) {
        var policies = (List<?>) deployed.properties(role).get("Policies");
        return policies.stream()
                .flatMap(policy -> document(Template.map(policy).get("PolicyDocument")).stream())
                .toList();
    }

    private static List<Map<String, Object>> document(@Nullable Object document) {
        return ((List<?>) Objects.requireNonNull(Template.map(document).get("Statement")))
                .stream().map(Template::map).toList();
    }

    private static List<String> list(Object oneOrMany) {
        return oneOrMany instanceof List<?> many
                ? many.stream().map(String.class::cast).toList()
                : List.of((String) oneOrMany);
    }
}
