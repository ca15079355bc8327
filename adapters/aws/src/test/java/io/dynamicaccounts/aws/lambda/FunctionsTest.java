package io.dynamicaccounts.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.Role;
import io.dynamicaccounts.dynamodb.DynamoDbSettings;
import io.dynamicaccounts.dynamodb.NeedsTestServer;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a function does beyond answering as the contract says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsTestServer
class FunctionsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final GatewayEvents EVENTS = new GatewayEvents(GatewayEvents.NO_STAGE);
    private static final Duration TIMEOUT = Duration.ofSeconds(29);
    private static final Map<String, String> TIMING =
            Map.of("DYNAMIC_ACCOUNTS_POLL_SECONDS", "1", "DYNAMIC_ACCOUNTS_HEARTBEAT_TIMEOUT_SECONDS", "3");

    /** As EventBridge Scheduler sends it where no input is given. */
    private static final byte[] SCHEDULED = """
            {"version": "0", "id": "0d5b8a5c-2c5f-4f34-9a6b-6f2a3bd1b0f1", "detail-type": "Scheduled Event", "source": "aws.scheduler",
             "account": "123456789012", "time": "2026-11-26T18:00:00Z", "region": "eu-central-1",
             "resources": ["arn:aws:scheduler:eu-central-1:123456789012:schedule/default/sweep"], "detail": "{}"}""".getBytes(StandardCharsets.UTF_8);

    /** The functions that schedules invoke. */
    private static final Set<Role> SCHEDULES = EnumSet.of(Role.SWEEP, Role.SCAN);

    private final Surroundings surroundings = new Surroundings(Tokens.file());
    private LambdaProcess operators;
    private LambdaProcess agents;
    private LambdaProcess sweep;

    @BeforeAll
    void start() {
        operators = surroundings.start(Role.OPERATORS, TIMING);
        agents = surroundings.start(Role.AGENTS, TIMING);
        sweep = surroundings.start(Role.SWEEP, TIMING);
        List.of(operators, agents, sweep).forEach(function -> function.runtime().awaitReady());
    }

    @AfterAll
    void end() {
        List.of(operators, agents, sweep).forEach(LambdaProcess::close);
        surroundings.close();
    }

    static Reply send(LambdaProcess function, Request request) {
        return send(function, request, TIMEOUT);
    }

    private static Reply send(LambdaProcess function, Request request, Duration timeout) {
        return switch (function.invoke(EVENTS.event(request), timeout)) {
            case RuntimeApi.Outcome.Answered(byte[] payload) -> Gateway.reply(payload);
            case RuntimeApi.Outcome.Failed(String error) -> throw new AssertionError(error);
        };
    }

    private static Request authorized(Request request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    static Request json(String method, String path, String token, String body) {
        return authorized(Request.of(method, path), token)
                .body("application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static Request poll(String zone, String agent, long revision) {
        return poll(zone, agent, revision, "");
    }

    /** With a list of the accounts that the agent's own configuration declares. */
    private static Request declaring(String zone, String agent, String accounts) {
        return poll(zone, agent, 0, ", \"staticAccounts\": " + accounts);
    }

    private static Request poll(String zone, String agent, long revision, String more) {
        return json("POST", "/armory/agents/" + agent + "/poll", Tokens.ofZone(zone), """
                {"zoneId": "%s", "session": "session-of-%s", "revision": %d, "capacity": 10, "version": "1", "secretEngines": []%s}""".formatted(
                        zone, agent, revision, more));
    }

    private static JsonNode swept(LambdaProcess sweep) {
        return switch (sweep.invoke(SCHEDULED, TIMEOUT)) {
            case RuntimeApi.Outcome.Answered(byte[] payload) -> JSON.readTree(payload);
            case RuntimeApi.Outcome.Failed(String error) -> throw new AssertionError(error);
        };
    }

    private static List<JsonNode> lines(LambdaProcess function) {
        return function.output().lines().map(JSON::readTree).toList();
    }

    @Test
    void each_function_answers_its_own_routes_and_what_both_have() {
        for (LambdaProcess function : List.of(operators, agents)) {
            for (String open : List.of("/health", "/ready", "/openapi.json")) {
                assertThat(send(function, Request.of("GET", open)).status()).isEqualTo(200);
            }
        }
        Request list = authorized(Request.of("GET", "/armory/accounts"), Tokens.OPERATOR);
        assertThat(send(operators, list).status()).isEqualTo(200);
        assertThat(send(agents, list).problem()).isEqualTo("no-such-path");
        assertThat(send(operators, poll(Tokens.zone(1), "elsewhere", 0)).problem())
                .isEqualTo("no-such-path");
        Request goodbye = authorized(
                Request.of("DELETE", "/armory/agents/a?zoneId=" + Tokens.zone(1) + "&session=session-of-a"),
                Tokens.ofZone(Tokens.zone(1)));
        assertThat(send(operators, goodbye).problem()).isEqualTo("no-such-path");
        assertThat(send(agents, goodbye).status()).isEqualTo(202);
        assertThat(send(agents, authorized(Request.of("GET", "/armory/agents/a"), Tokens.OPERATOR))
                        .problem())
                .isEqualTo("no-such-path");
    }

    @Test
    void a_key_that_may_not_be_used_answers_with_the_reason_and_judges_nothing() {
        String zone = Tokens.zone(1);
        Request definitions = json("POST", "/armory/agents/a/definitions", Tokens.ofZone(zone), """
                {"zoneId": "%s", "session": "session-of-a", "accounts": ["secret"]}""".formatted(zone));
        Request get = authorized(Request.of("GET", "/armory/accounts/secret"), Tokens.OPERATOR);
        try (var alone = new Surroundings(Tokens.file())) {
            try (var first = alone.start(Role.OPERATORS)) {
                assertThat(send(first, json("POST", "/armory/accounts/dynamic", Tokens.OPERATOR, """
                        [{"name": "secret", "zoneId": "%s", "kubeconfigContents": "token: 1"}]""".formatted(zone)))
                                .status())
                        .isEqualTo(202);
                assertThat(send(first, json("PATCH", "/armory/accounts", Tokens.OPERATOR, """
                        [{"name": "secret", "state": "ACTIVE"}]"""))
                                .status())
                        .isEqualTo(202);
            }
            try (var store = alone.store()) {
                assertThat(store.installations().find().flatMap(Installation::keyCheck))
                        .isPresent();
            }
            alone.services().kms(StandInServices.Kms.REFUSES);
            try (var operators = alone.start(Role.OPERATORS);
                    var agents = alone.start(Role.AGENTS)) {
                assertThat(send(agents, poll(zone, "a", 0)).status()).isEqualTo(200);
                for (Reply reply : List.of(
                        send(agents, definitions),
                        send(agents, Request.of("GET", "/ready")),
                        send(operators, Request.of("GET", "/ready")),
                        send(operators, json("POST", "/armory/accounts/dynamic", Tokens.OPERATOR, """
                                [{"name": "other", "zoneId": "%s", "kubeconfigContents": "token: 2"}]""".formatted(
                                        zone))))) {
                    assertThat(reply.status()).isEqualTo(503);
                    assertThat(reply.problem()).isEqualTo("wrong-key");
                }
                assertThat(send(operators, get).status()).isEqualTo(200);
                assertThat(operators.output()).contains("KMS refused to decrypt", "permit it to use the key");

                alone.services().kms(StandInServices.Kms.FAILS);
                assertThat(send(agents, definitions).problem()).isEqualTo("store-unavailable");
                assertThat(send(agents, Request.of("GET", "/ready")).problem()).isEqualTo("store-unavailable");
                assertThat(send(operators, get).object().get("status")).isEqualTo("ACTIVATING");

                alone.services().kms(StandInServices.Kms.ANSWERS);
                assertThat(send(agents, Request.of("GET", "/ready")).status()).isEqualTo(200);
                assertThat(send(agents, definitions).text()).contains("token: 1");
            }
        }
    }

    @Test
    void a_sweep_fences_who_is_silent_and_gives_a_summary() throws InterruptedException {
        // Of its own: zones of other tests that fall silent at the same time would look like an outage.
        try (var alone = new Surroundings(Tokens.file());
                var agentsAlone = alone.start(Role.AGENTS, TIMING);
                var sweepAlone = alone.start(Role.SWEEP, TIMING)) {
            swept(sweepAlone);
            assertThat(send(agentsAlone, poll(Tokens.zone(2), "silent", 0)).status())
                    .isEqualTo(200);
            assertThat(swept(sweepAlone).path("fenced").asInt(-1)).isZero();
            Thread.sleep(3_500);

            JsonNode summary = swept(sweepAlone);

            assertThat(summary.path("fenced").asInt(-1)).isEqualTo(1);
            assertThat(summary.path("complete").asBoolean()).isTrue();
            assertThat(summary.propertyNames()).contains("agents", "followed", "due");
            assertThat(lines(sweepAlone))
                    .anySatisfy(line -> assertThat(line.path("dynamic_accounts_sweep_work_total")
                                    .asInt(0))
                            .isEqualTo(1))
                    .anySatisfy(line -> assertThat(
                                    line.path("dynamic_accounts_sweeps_total").asInt(0))
                            .isPositive());
        }
    }

    @Test
    void a_sweep_follows_the_death_of_a_zone_and_of_who_declared_an_account() throws InterruptedException, IOException {
        String zone = Tokens.zone(5);
        try (var alone = new Surroundings(Tokens.file());
                var operatorsAlone = alone.start(Role.OPERATORS, TIMING);
                var agentsAlone = alone.start(Role.AGENTS, TIMING);
                var sweepAlone = alone.start(Role.SWEEP, TIMING)) {
            swept(sweepAlone);
            for (String name : List.of("stays", "leaves")) {
                String definition =
                        "{\"name\": \"" + name + "\", \"zoneId\": \"" + zone + "\", \"kubeconfigContents\": \"c\"}";
                String wish = "[{\"name\": \"" + name + "\", \"state\": \"ACTIVE\"}]";
                assertThat(send(operatorsAlone, json("POST", "/armory/accounts/dynamic", Tokens.OPERATOR, definition))
                                .status())
                        .isEqualTo(202);
                assertThat(send(operatorsAlone, json("PATCH", "/armory/accounts", Tokens.OPERATOR, wish))
                                .status())
                        .isEqualTo(202);
            }
            Reply list = send(agentsAlone, poll(zone, "mortal", 0));
            List<String> reports = list.objectsOf("assignments").stream()
                    .map(it -> "{\"account\": \"%s\", \"generation\": %s, \"outcome\": \"WATCHING\"}"
                            .formatted(it.get("account"), it.get("generation")))
                    .toList();
            assertThat(reports).hasSize(2);
            String body = "{\"zoneId\": \"%s\", \"session\": \"session-of-mortal\", \"reports\": [%s]}"
                    .formatted(zone, String.join(",", reports));
            assertThat(send(agentsAlone, json("POST", "/armory/agents/mortal/reports", Tokens.ofZone(zone), body))
                            .status())
                    .isEqualTo(202);
            assertThat(send(
                                    operatorsAlone,
                                    authorized(Request.of("DELETE", "/armory/accounts/leaves"), Tokens.OPERATOR))
                            .status())
                    .isEqualTo(202);
            String other = Tokens.zone(6);
            send(
                    agentsAlone,
                    declaring(
                            other,
                            "declaring",
                            "[{\"name\": \"other-declared\", \"kubeconfigFile\": \"/kube/declared\"}]"));
            send(agentsAlone, declaring(other, "lasting", "[]"));
            assertThat(send(
                                    operatorsAlone,
                                    authorized(Request.of("GET", "/armory/accounts/other-declared"), Tokens.OPERATOR))
                            .status())
                    .isEqualTo(200);
            // Where the machine is slow, who is silent is fenced, and followed, a sweep earlier or later.
            JsonNode early = swept(sweepAlone);
            Thread.sleep(3_500);
            send(agentsAlone, declaring(other, "lasting", "[]"));

            List<JsonNode> sweeps = List.of(early, swept(sweepAlone), swept(sweepAlone));

            assertThat(sweeps.stream().mapToInt(it -> it.path("fenced").asInt()).sum())
                    .isEqualTo(2);
            assertThat(send(
                                    operatorsAlone,
                                    authorized(Request.of("GET", "/armory/accounts/other-declared"), Tokens.OPERATOR))
                            .status())
                    .isEqualTo(404);
            assertThat(sweeps.stream()
                            .mapToInt(it -> it.path("followed").asInt())
                            .sum())
                    .isPositive();
            Request stays = authorized(Request.of("GET", "/armory/accounts/stays"), Tokens.OPERATOR);
            assertThat(send(operatorsAlone, stays).object()).containsEntry("status", "ORPHANED");
            Request leaves = authorized(Request.of("GET", "/armory/accounts/leaves"), Tokens.OPERATOR);
            assertThat(send(operatorsAlone, leaves).status()).isEqualTo(404);
            assertThat(Files.readAllLines(Surroundings.callsOf(Role.SWEEP)))
                    .isNotEmpty()
                    .allMatch(call -> call.startsWith("dynamodb:"));
        }
    }

    @Test
    void the_sweep_runs_more_often_than_its_schedule() {
        try (var alone = new Surroundings(Tokens.file());
                var often = alone.start(Role.SWEEP, Map.of("DYNAMIC_ACCOUNTS_SWEEP_SECONDS", "2"))) {
            // Two seconds after each other, and none that could not be finished.
            assertThat(often.invoke(SCHEDULED, Duration.ofSeconds(10))).isInstanceOf(RuntimeApi.Outcome.Answered.class);
            assertThat(lines(often).stream()
                            .mapToInt(line ->
                                    line.path("dynamic_accounts_sweeps_total").asInt(0))
                            .sum())
                    .isEqualTo(3);
        }
    }

    @Test
    void a_scan_migrates_what_matches_and_operators_have_stored() {
        String zone = Tokens.zone(7);
        try (var alone = new Surroundings(Tokens.file());
                var operatorsAlone = alone.start(Role.OPERATORS);
                var scanning = alone.start(Role.SCAN, Map.of("DYNAMIC_ACCOUNTS_NAME_PATTERNS", "scanned-.*"))) {
            for (String name : List.of("scanned-a", "other-a")) {
                assertThat(send(operatorsAlone, json("POST", "/credentials", Tokens.OPERATOR, """
                        {"type": "kubernetes", "name": "%s", "zoneId": "%s", "kubeconfigContents": "c"}""".formatted(
                                                name, zone)))
                                .status())
                        .isEqualTo(200);
            }

            JsonNode summary = swept(scanning);

            assertThat(summary.path("migrated").asInt()).isEqualTo(1);
            Request scanned = authorized(Request.of("GET", "/armory/accounts/scanned-a"), Tokens.OPERATOR);
            assertThat(send(operatorsAlone, scanned).object()).containsEntry("status", "TO_MIGRATE");
            Request other = authorized(Request.of("GET", "/armory/accounts/other-a"), Tokens.OPERATOR);
            assertThat(send(operatorsAlone, other).status()).isEqualTo(404);
            assertThat(scanning.output()).contains("1 accounts were migrated and activated: scanned-a");
        }
    }

    private Map<String, String> configured(StandInSources sources) {
        return Map.of(
                "DYNAMIC_ACCOUNTS_NAME_PATTERNS", "from-.*",
                "DYNAMIC_ACCOUNTS_SOURCES_FILES", "s3://spinnaker-config/clouddriver.yml",
                "DYNAMIC_ACCOUNTS_SOURCES_S3_ENDPOINT", sources.endpoint().toString(),
                "DYNAMIC_ACCOUNTS_SOURCES_S3_REQUEST_SECONDS", "2",
                "DYNAMIC_ACCOUNTS_SOURCES_CLOUDDRIVER_URL", sources.endpoint().toString(),
                "DYNAMIC_ACCOUNTS_SOURCES_CLOUDDRIVER_USER", "migration");
    }

    @Test
    void a_scan_migrates_what_an_object_of_s3_and_a_running_clouddriver_have() throws IOException {
        try (var sources = new StandInSources();
                var alone = new Surroundings(Tokens.file());
                var operatorsAlone = alone.start(Role.OPERATORS, configured(sources));
                var scanning = alone.start(Role.SCAN, configured(sources))) {
            JsonNode summary = swept(scanning);

            assertThat(summary.path("migrated").asInt()).as(scanning.output()).isEqualTo(2);
            for (String name : List.of("from-s3", "from-clouddriver")) {
                Request account = authorized(Request.of("GET", "/armory/accounts/" + name), Tokens.OPERATOR);
                assertThat(send(operatorsAlone, account).object()).containsEntry("status", "TO_MIGRATE");
            }
            assertThat(sources.asked())
                    .anyMatch(asked -> asked.startsWith("/spinnaker-config/clouddriver.yml AWS4-HMAC-SHA256"))
                    .anyMatch(asked -> asked.startsWith("/credentials/type/kubernetes migration"));
        }
    }

    @Test
    void an_object_that_hangs_hides_no_other_source_and_ends_no_init() throws IOException {
        try (var sources = new StandInSources()) {
            sources.hang("/spinnaker-config/");
            try (var alone = new Surroundings(Tokens.file());
                    var operatorsAlone = alone.start(Role.OPERATORS, configured(sources))) {
                String wish = "[{\"name\": \"from-clouddriver\"}]";
                assertThat(send(operatorsAlone, json("POST", "/armory/accounts", Tokens.OPERATOR, wish))
                                .status())
                        .isEqualTo(202);
                assertThat(send(
                                        operatorsAlone,
                                        json("POST", "/armory/accounts", Tokens.OPERATOR, "[{\"name\": \"from-s3\"}]"))
                                .problem())
                        .isEqualTo("source-unreadable");
                Request list = authorized(Request.of("GET", "/armory/sources"), Tokens.OPERATOR);
                assertThat(send(operatorsAlone, list).text())
                        .contains("s3://spinnaker-config/clouddriver.yml was not sent completely within 2 s");
            }
        }
    }

    @Test
    void what_a_gateway_says_of_a_token_counts_for_nothing() {
        var claims = new GatewayEvents(GatewayEvents.NO_STAGE, Map.of("sub", "0a1b", "scope", "accounts:read"));
        Request list = authorized(Request.of("GET", "/armory/accounts"), "a.json.web-token");
        assertThat(status(operators.invoke(claims.event(list), TIMEOUT))).isEqualTo(401);
    }

    private static int status(RuntimeApi.Outcome outcome) {
        return switch (outcome) {
            case RuntimeApi.Outcome.Answered(byte[] payload) ->
                Gateway.reply(payload).status();
            case RuntimeApi.Outcome.Failed(String error) -> throw new AssertionError(error);
        };
    }

    @Test
    void the_sweep_takes_any_payload() {
        assertThat(sweep.invoke("{}".getBytes(StandardCharsets.UTF_8), TIMEOUT))
                .isInstanceOf(RuntimeApi.Outcome.Answered.class);
    }

    @Test
    void a_line_of_the_log_has_lambdas_id_and_the_callers() {
        Request request = json("POST", "/armory/accounts/dynamic", Tokens.OPERATOR, "{\"name\": \"logged\"}")
                .header("X-Request-Id", "the-callers-id");
        assertThat(send(operators, request).status()).isEqualTo(400);

        assertThat(lines(operators)).anySatisfy(line -> {
            assertThat(line.path("mdc").path("requestId").asString()).isEqualTo("the-callers-id");
            assertThat(line.path("mdc").path("awsRequestId").asString()).matches("[0-9a-f-]{36}");
            assertThat(line.path("formattedMessage").asString()).startsWith("POST /armory/accounts/dynamic 400 ");
        });
    }

    @Test
    void metrics_are_in_the_log_under_the_names_of_the_local_process() {
        String body = "{\"name\": \"counted\", \"kubeconfigFile\": \"/kube/counted\", \"zoneId\": \"" + Tokens.zone(3)
                + "\"}";
        assertThat(send(operators, json("POST", "/armory/accounts/dynamic", Tokens.OPERATOR, body))
                        .status())
                .isEqualTo(202);

        assertThat(lines(operators)).anySatisfy(line -> {
            assertThat(line.path("dynamic_accounts_transitions_total").asInt(0)).isPositive();
            assertThat(line.path("event").asString()).isEqualTo("provision");
            assertThat(line.path("to").asString()).isEqualTo("INACTIVE");
            JsonNode metrics = line.path("_aws").path("CloudWatchMetrics").path(0);
            assertThat(metrics.path("Namespace").asString()).isEqualTo("DynamicAccounts");
            assertThat(metrics.path("Dimensions").path(0).valueStream().map(JsonNode::asString))
                    .containsExactly("installation", "event", "to");
            assertThat(metrics.path("Metrics").path(0).path("Unit").asString()).isEqualTo("Count");
        });
    }

    @Test
    void nothing_is_written_for_an_idle_poll() {
        String zone = Tokens.zone(4);
        long revision = 0;
        for (int i = 0; i < 3; i++) {
            revision = ((Number)
                            send(agents, poll(zone, "idle", revision)).object().get("revision"))
                    .longValue();
        }
        String before = agents.output();
        for (int i = 0; i < 20; i++) {
            assertThat(send(agents, poll(zone, "idle", revision)).object()).doesNotContainKey("assignments");
        }
        assertThat(agents.output()).isEqualTo(before);
    }

    @Test
    void a_store_that_does_not_answer_is_503_before_lambda_ends_the_function() throws IOException {
        // Takes connections and says nothing.
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var function = surroundings.start(
                        Role.OPERATORS,
                        Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + silent.getLocalPort()))) {
            function.runtime().awaitReady();
            long begun = System.nanoTime();
            Reply reply = send(function, Request.of("GET", "/ready"), Duration.ofSeconds(3));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.problem()).isEqualTo("store-unavailable");
            assertThat(reply.header("Retry-After")).isNotEmpty();
            // It ends with the invocation's time, and not with the store's patience; a busy machine adds to it.
            assertThat(took).isBetween(Duration.ofSeconds(1), DynamoDbSettings.PATIENCE.minusSeconds(1));
        }
    }

    @Test
    void a_table_that_was_restored_is_not_served_before_it_was_adopted() {
        try (var alone = new Surroundings(Tokens.file())) {
            try (var restored = alone.store()) {
                assertThat(restored.installations().replace(null, Installation.create("another-table", Instant.EPOCH)))
                        .isTrue();
            }
            try (var function = alone.start(Role.OPERATORS, Map.of());
                    var sweeping = alone.start(Role.SWEEP, Map.of())) {
                Reply reply = send(function, authorized(Request.of("GET", "/armory/accounts"), Tokens.OPERATOR));
                assertThat(reply.status()).isEqualTo(503);
                assertThat(send(function, Request.of("GET", "/ready")).status()).isEqualTo(503);
                assertThat(function.output()).contains("restored from one that is called another-table", "run adopt");
                assertThat(sweeping.invoke(SCHEDULED, TIMEOUT)).isInstanceOf(RuntimeApi.Outcome.Failed.class);
            }
        }
    }

    @Test
    void an_environment_that_cannot_be_used_ends_the_init_with_what_to_set() {
        assertThat(initError(Role.OPERATORS, Map.of("SPRING_CLOUD_FUNCTION_DEFINITION", "operator")))
                .contains(
                        "SPRING_CLOUD_FUNCTION_DEFINITION must be one of operators, agents, sweep, scan, not 'operator'");
        assertThat(initError(Role.OPERATORS, Map.of("SPRING_CLOUD_FUNCTION_DEFINITION", "")))
                .contains("SPRING_CLOUD_FUNCTION_DEFINITION must be one of operators, agents, sweep, scan");
        assertThat(initError(
                        Role.AGENTS,
                        Map.of(
                                "DYNAMIC_ACCOUNTS_TABLE", "",
                                "DYNAMIC_ACCOUNTS_KMS_KEY_ID", "",
                                "DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET", "")))
                .contains(
                        "DYNAMIC_ACCOUNTS_TABLE", "DYNAMIC_ACCOUNTS_KMS_KEY_ID", "DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET");
        assertThat(initError(Role.SWEEP, Map.of("DYNAMIC_ACCOUNTS_POLL_SECONDS", "0")))
                .contains("dynamic-accounts.poll-seconds must be a whole number between 1 and 300");
    }

    @Test
    void the_adapter_starts_no_other_class_and_does_not_start_late() {
        assertThat(initError(
                        Role.AGENTS,
                        Map.of("MAIN_CLASS", "java.lang.String", "FUNCTION_INVOKER_LATE_INITIALIZATION", "true")))
                .contains("FUNCTION_INVOKER_LATE_INITIALIZATION must not be set", "MAIN_CLASS must not be set");
    }

    @Test
    void a_secret_of_tokens_that_cannot_be_used_ends_the_init_without_what_it_holds() {
        surroundings.services().put("broken", "{\"tokens\": [{\"name\": \"hunter2\"}]}");
        String broken = initError(Role.AGENTS, Map.of("DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET", "broken"));
        assertThat(broken)
                .contains("the secret broken is no usable token file: /tokens/0/")
                .doesNotContain("hunter2");
        assertThat(initError(Role.AGENTS, Map.of("DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET", "missing")))
                .contains("the secret missing is no usable token file: it cannot be read (ResourceNotFoundException)");
    }

    private String initError(Role role, Map<String, String> environment) {
        try (var function = surroundings.start(role, environment)) {
            return function.runtime().initError();
        }
    }

    @Test
    void an_event_of_another_kind_is_an_error_that_does_not_repeat_it() {
        var events = new ArrayList<>(List.of(
                "{\"version\": \"1.0\", \"httpMethod\": \"GET\", \"path\": \"/health\", \"body\": \"hunter2\"}",
                "{\"rawPath\": 17, \"headers\": \"hunter2\"}",
                "[\"hunter2\"]"));
        for (String event : events) {
            assertThat(operators.invoke(event.getBytes(StandardCharsets.UTF_8), TIMEOUT))
                    .isInstanceOfSatisfying(
                            RuntimeApi.Outcome.Failed.class,
                            failed -> assertThat(failed.error())
                                    .contains("IllegalArgumentException")
                                    .doesNotContain("hunter2"));
        }
        assertThat(operators.output()).doesNotContain("hunter2");
    }

    @Test
    void an_event_without_a_method_is_answered() {
        String event = "{\"version\": \"2.0\", \"rawPath\": \"/health\", \"requestContext\": {\"http\": {}}}";
        assertThat(status(operators.invoke(event.getBytes(StandardCharsets.UTF_8), TIMEOUT)))
                .isEqualTo(405);
    }

    @Test
    void spring_cloud_functions_adapter_is_what_lambda_invokes() throws IOException {
        try (var alone = new Surroundings(Tokens.file())) {
            for (Role role : Role.values()) {
                try (var function = alone.start(role)) {
                    byte[] event = SCHEDULES.contains(role) ? SCHEDULED : EVENTS.event(Request.of("GET", "/ready"));
                    assertThat(function.invoke(event, TIMEOUT)).isInstanceOf(RuntimeApi.Outcome.Answered.class);
                }
                assertThat(Files.readAllLines(alone.handlersOf(role)))
                        .as(role.definition())
                        .filteredOn(handler -> !handler.startsWith("com.amazonaws.services.lambda.runtime."))
                        .isNotEmpty()
                        .containsOnly("org.springframework.cloud.function.adapter.aws.FunctionInvoker");
            }
        }
    }

    @Test
    void a_start_by_the_adapter_prints_nothing() {
        try (var function = surroundings.start(Role.SWEEP)) {
            function.runtime().awaitReady();
            assertThat(function.output()).isEmpty();
        }
    }
}
