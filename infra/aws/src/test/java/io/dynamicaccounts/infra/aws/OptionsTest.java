package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.LambdaConfiguration;
import io.dynamicaccounts.configuration.Configuration.Auth;
import io.dynamicaccounts.configuration.SourceSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an installation may have beside what each has, and that it has none of it unasked. */
class OptionsTest {

    private static final List<String> FUNCTIONS = List.of("OperatorsFunction", "AgentsFunction", "SweepFunction");
    private static final List<String> ROLES =
            List.of("OperatorsRole", "AgentsRole", "SweepRole", "ScanRole", "DeploymentRole", "ScheduleRole");

    private final Template template = Template.read();

    private Map<String, Object> globals(Template deployed) {
        return Template.map(deployed.resolvedSection("Globals").get("Function"));
    }

    /** The accounts that AWS opens today run ten functions at once, and refuse to reserve one of them. */
    @Test
    void a_new_account_of_aws_can_deploy_it_as_it_is() {
        assertThat(FUNCTIONS)
                .allSatisfy(function ->
                        assertThat(template.properties(function)).doesNotContainKey("ReservedConcurrentExecutions"));
    }

    @Test
    void concurrency_is_reserved_where_it_is_asked_for() {
        Template reserving = template.with(Map.of("AgentsConcurrency", "100", "SweepConcurrency", "2"));
        assertThat(reserving.properties("AgentsFunction")).containsEntry("ReservedConcurrentExecutions", "100");
        assertThat(reserving.properties("SweepFunction")).containsEntry("ReservedConcurrentExecutions", "2");
        assertThat(reserving.properties("OperatorsFunction")).doesNotContainKey("ReservedConcurrentExecutions");
    }

    /** A body of four megabytes, read and parsed, ended functions that had less. */
    @Test
    void no_function_gets_less_memory_than_a_large_body_needs() {
        assertThat(Template.map(template.section("Parameters").get("MemoryMegabytes")))
                .containsEntry("MinValue", 512);
    }

    @Test
    void accounts_are_migrated_automatically_where_patterns_are_given() {
        assertThat(template.exists("ScanFunction")).isFalse();
        assertThat(template.environment("OperatorsFunction")).doesNotContainKey("DYNAMIC_ACCOUNTS_NAME_PATTERNS");

        Template scanning = template.with(Map.of("NamePatterns", "prod-.*", "ScanMinutes", "5"));

        assertThat(List.of("ScanFunction", "ScanLog", "ScanRole", "ScanSchedule", "ScanFailing"))
                .allSatisfy(resource ->
                        assertThat(scanning.exists(resource)).as(resource).isTrue());
        assertThat(List.of("OperatorsFunction", "ScanFunction"))
                .allSatisfy(function -> assertThat(scanning.environment(function))
                        .containsEntry("DYNAMIC_ACCOUNTS_NAME_PATTERNS", "prod-.*"));
        assertThat(scanning.properties("ScanFunction").toString()).doesNotContain("Role=Fn::If");
        assertThat(scanning.properties("ScanSchedule").get("ScheduleExpression"))
                .isEqualTo(Map.of("Fn::Sub", "rate(${ScanMinutes} minutes)"));
        assertThat(scanning.properties("DefinitionsPolicy").get("Roles"))
                .isEqualTo(List.of("OperatorsRole", "AgentsRole", "ScanRole"));
    }

    @Test
    void accounts_are_migrated_from_an_object_and_a_running_clouddriver_where_they_are_given() {
        List<String> migrating = List.of("OperatorsFunction", "ScanFunction");
        Template without = template.with(Map.of("NamePatterns", "prod-.*"));
        assertThat(migrating)
                .allSatisfy(function ->
                        assertThat(sources(without, function).files()).isEmpty())
                .allSatisfy(function ->
                        assertThat(sources(without, function).clouddriver()).isEmpty());

        Template with = template.with(Map.of(
                "NamePatterns", "prod-.*",
                "SourceBucket", "spinnaker-config",
                "SourceKey", "eu/clouddriver-local.yml",
                "ClouddriverUrl", "http://spin-clouddriver.example:7002",
                "ClouddriverUser", "migration@example.org",
                "ClouddriverPlainHttp", "true",
                "SourcesOrder", "clouddriver,files"));

        assertThat(migrating).allSatisfy(function -> {
            SourceSettings sources = sources(with, function);
            assertThat(sources.files())
                    .containsExactly(new SourceSettings.Location.InS3("spinnaker-config", "eu/clouddriver-local.yml"));
            assertThat(sources.order()).isEqualTo(SourceSettings.Order.CLOUDDRIVER_FIRST);
            assertThat(sources.clouddriver()).hasValueSatisfying(clouddriver -> {
                assertThat(clouddriver.url()).isEqualTo("http://spin-clouddriver.example:7002");
                assertThat(clouddriver.user()).contains("migration@example.org");
                assertThat(clouddriver.plainHttp()).isTrue();
            });
        });
        assertThat(List.of("AgentsFunction", "SweepFunction"))
                .allSatisfy(function -> assertThat(with.environment(function).keySet())
                        .noneMatch(variable -> variable.contains("SOURCES")));
    }

    private static SourceSettings sources(Template deployed, String function) {
        Map<String, String> environment = deployed.environment(function);
        environment.computeIfPresent(
                "DYNAMIC_ACCOUNTS_SOURCES_FILES",
                (_, substituted) -> substituted
                        .replaceAll("^\\{Fn::Sub=|\\}$", "")
                        .replace("${SourceBucket}", deployed.parameter("SourceBucket"))
                        .replace("${SourceKey}", deployed.parameter("SourceKey")));
        return LambdaConfiguration.read(environment).configuration().sources();
    }

    @Test
    void callers_sign_in_where_an_issuer_is_given() {
        List<String> called = List.of("OperatorsFunction", "AgentsFunction");
        assertThat(called)
                .allSatisfy(function -> assertThat(auth(template, function)).isInstanceOf(Auth.Tokens.class));
        Template signIn = template.with(Map.of(
                "JwtIssuer", "https://id.example.org", "JwtAudience", "dynamic-accounts", "JwtRolesClaim", "groups"));

        assertThat(called).allSatisfy(function -> {
            assertThat(auth(signIn, function)).isInstanceOf(Auth.Oidc.class);
            var oidc = (Auth.Oidc) auth(signIn, function);
            assertThat(oidc.provider().issuer()).isEqualTo("https://id.example.org");
            assertThat(oidc.provider().audiences()).containsExactly("dynamic-accounts");
            assertThat(oidc.provider().claims().roles()).isEqualTo("groups");
            assertThat(oidc.tokens()).isPresent();
        });
    }

    private static Auth auth(Template deployed, String function) {
        return LambdaConfiguration.read(deployed.environment(function))
                .configuration()
                .auth();
    }

    @Test
    void the_gateway_checks_operators_tokens_too_unless_it_is_told_not_to() {
        Map<String, String> issuer = Map.of("JwtIssuer", "https://id.example.org", "JwtAudience", "dynamic-accounts");
        Template checking = template.with(issuer);
        Template passing = template.with(Map.of(
                "JwtIssuer", "https://id.example.org", "JwtAudience", "dynamic-accounts", "JwtAtGateway", "false"));

        assertThat(checking.exists("ApiAuthorizer")).isTrue();
        assertThat(checking.properties("OperatorsRoute")).containsEntry("AuthorizationType", "JWT");
        for (Template without : List.of(template, passing)) {
            assertThat(without.exists("ApiAuthorizer")).isFalse();
            assertThat(without.properties("OperatorsRoute"))
                    .containsEntry("AuthorizationType", "NONE")
                    .doesNotContainKey("AuthorizerId");
        }
    }

    @Test
    void functions_run_in_a_vpc_where_subnets_are_given() {
        assertThat(globals(template)).doesNotContainKey("VpcConfig");
        Template inVpc = template.with(Map.of("VpcSubnets", "subnet-1,subnet-2", "VpcSecurityGroups", "sg-1"));
        assertThat(globals(inVpc))
                .containsEntry(
                        "VpcConfig",
                        Map.of(
                                "SubnetIds", Map.of("Fn::Split", List.of(",", "subnet-1,subnet-2")),
                                "SecurityGroupIds", Map.of("Fn::Split", List.of(",", "sg-1"))));
        assertThat(FUNCTIONS)
                .allSatisfy(function -> assertThat(managedPolicies(inVpc, function))
                        .containsExactly("AWSLambdaVPCAccessExecutionRole"));
    }

    @Test
    void calls_are_traced_where_it_is_asked_for() {
        assertThat(globals(template)).containsEntry("Tracing", "PassThrough");
        Template traced = template.with(Map.of("Tracing", "Active"));
        assertThat(globals(traced)).containsEntry("Tracing", "Active");
        assertThat(FUNCTIONS)
                .allSatisfy(function ->
                        assertThat(managedPolicies(traced, function)).containsExactly("AWSXRayDaemonWriteAccess"));
    }

    private static List<String> managedPolicies(Template deployed, String function) {
        return ((List<?>) deployed.properties(function.replace("Function", "Role"))
                        .get("ManagedPolicyArns"))
                .stream().map(arn -> arn.toString().replaceAll(".*/|}", "")).toList();
    }

    /** The template names every role, since one that the serverless transform adds would have no boundary. */
    @Test
    void a_permissions_boundary_bounds_every_role() {
        assertThat(template.ofType("AWS::IAM::Role")).containsExactlyInAnyOrderElementsOf(ROLES);
        Template bounded = template.with(Map.of("PermissionsBoundary", "arn:aws:iam::1:policy/boundary"));
        assertThat(ROLES).allSatisfy(role -> {
            assertThat(bounded.properties(role)).containsEntry("PermissionsBoundary", "arn:aws:iam::1:policy/boundary");
            assertThat(template.properties(role)).doesNotContainKey("PermissionsBoundary");
        });
        assertThat(FUNCTIONS)
                .allSatisfy(function -> assertThat(
                                Template.map(template.properties(function).get("DeploymentPreference")))
                        .containsEntry("Role", Map.of("Fn::GetAtt", "DeploymentRole.Arn")));
    }

    /** The key that AWS manages for topics lets no alarm in. */
    @Test
    void alarms_are_encrypted_under_a_key_that_they_may_use_where_it_is_asked_for() {
        assertThat(template.properties("Alarms")).doesNotContainKey("KmsMasterKeyId");
        assertThat(template.exists("AlarmsKey")).isFalse();
        Template encrypting = template.with(Map.of("EncryptAlarms", "true"));
        assertThat(encrypting.exists("AlarmsKey")).isTrue();
        assertThat(encrypting.properties("Alarms")).containsEntry("KmsMasterKeyId", "AlarmsKey");
        assertThat((List<?>) Template.map(encrypting.properties("AlarmsKey").get("KeyPolicy"))
                        .get("Statement"))
                .extracting(Template::map)
                .anySatisfy(statement -> assertThat(statement)
                        .containsEntry("Principal", Map.of("Service", "cloudwatch.amazonaws.com"))
                        .containsEntry("Action", List.of("kms:Decrypt", "kms:GenerateDataKey*")));
    }

    @Test
    void a_name_of_ones_own_leads_to_the_api() {
        assertThat(List.of("ApiName", "ApiUnderName"))
                .allSatisfy(resource -> assertThat(template.exists(resource)).isFalse());
        Template named = template.with(Map.of(
                "DomainName", "accounts.example.com", "CertificateArn", "arn:certificate", "AgentsOver", "http-api"));
        assertThat(List.of("ApiName", "ApiUnderName"))
                .allSatisfy(resource -> assertThat(named.exists(resource)).isTrue());
        assertThat(named.properties("ApiUnderName"))
                .containsEntry("ApiId", "Api")
                .containsEntry("Stage", "ApiStage")
                .doesNotContainKey("ApiMappingKey");
        assertThat(named.resolvedSection("Outputs").get("AgentsBaseUrl").toString())
                .contains("https://${DomainName}");
    }

    private boolean logsAccess(String accessLog, String agentsOver) {
        Template deployed = template.with(Map.of("AccessLog", accessLog, "AgentsOver", agentsOver));
        boolean logs = deployed.properties("ApiStage").containsKey("AccessLogSettings");
        assertThat(deployed.exists("ApiLog")).isEqualTo(logs);
        return logs;
    }

    @Test
    void requests_are_logged_unless_idle_polls_would_be() {
        assertThat(template.properties("ApiStage")).containsKey("AccessLogSettings");
        assertThat(logsAccess("without-polls", "function-url")).isTrue();
        assertThat(logsAccess("without-polls", "http-api")).isFalse();
        assertThat(logsAccess("always", "http-api")).isTrue();
        assertThat(logsAccess("never", "function-url")).isFalse();
    }

    @Test
    void a_line_of_the_access_log_is_json_without_token_query_or_body() {
        String format = Template.map(template.properties("ApiStage").get("AccessLogSettings"))
                .get("Format")
                .toString();
        assertThat(new JsonMapper().readTree(format).propertyNames()).contains("requestId", "status");
        Set<String> told = Pattern.compile("\\$context\\.[\\w.]+")
                .matcher(format)
                .results()
                .map(result -> result.group())
                .collect(Collectors.toSet());
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "$context.requestId",
                        "$context.requestTime",
                        "$context.identity.sourceIp",
                        "$context.httpMethod",
                        "$context.path",
                        "$context.status",
                        "$context.responseLatency",
                        "$context.responseLength",
                        "$context.error.responseType");
        assertThat(format).doesNotContain("\n");
    }

    @Test
    void every_log_is_kept_as_long_as_the_parameter_says() {
        Template keeping = template.with(Map.of("LogRetentionDays", "7"));
        assertThat(template.ofType("AWS::Logs::LogGroup"))
                .hasSize(5)
                .allSatisfy(group -> assertThat(keeping.properties(group)).containsEntry("RetentionInDays", "7"));
    }
}
