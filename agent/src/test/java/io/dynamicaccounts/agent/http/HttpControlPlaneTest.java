package io.dynamicaccounts.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dynamicaccounts.agent.protocol.AccountReport;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import io.dynamicaccounts.agent.protocol.DefinitionsRequest;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.PollRequest;
import io.dynamicaccounts.agent.protocol.ReportAnswer;
import io.dynamicaccounts.agent.protocol.ReportsRequest;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the transport against a real server whose answers the test sets. */
class HttpControlPlaneTest {

    private static final PollRequest POLL = new PollRequest("z", "s", null, 1, "v", List.of(), null);
    private static final String ANSWER = "{\"revision\":3,\"epoch\":2,\"pollAfterSeconds\":10,\"leaseSeconds\":45}";

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private volatile int status = 200;
    private volatile byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
    private volatile Map<String, String> headers = Map.of();
    private volatile Duration pause = Duration.ZERO;
    private volatile boolean trickle;
    private HttpServer server;
    private HttpControlPlane plane;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        plane = plane(BearerToken.none());
    }

    @AfterEach
    void stop() {
        plane.close();
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private HttpControlPlane plane(BearerToken token) {
        return new HttpControlPlane(
                address(), PlainHttp.LOOPBACK_ONLY, token, null, Duration.ofSeconds(2), InstantSource.system());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            connections.add(exchange.getRemoteAddress());
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            sleep(pause);
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : trickle ? 0 : body.length);
            for (byte each : trickle ? body : new byte[0]) {
                exchange.getResponseBody().write(each);
                exchange.getResponseBody().flush();
                sleep(Duration.ofMillis(200));
            }
            if (!trickle && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void says(int newStatus, String newBody) {
        status = newStatus;
        body = newBody.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_poll_has_the_fields_of_the_contract_and_no_others() {
        plane.poll("agent-1", POLL);
        plane.poll(
                "agent-1",
                new PollRequest(
                        "z", "s", 7L, 1, "v", List.of("vault"), List.of(new StaticAccount("mine", Map.of("x", 1)))));

        plane.poll("agent-1", POLL.caching(Optional.of(9L), Duration.ofMillis(44_123)));
        plane.poll("agent-1", POLL.caching(Optional.empty(), Duration.ZERO));
        plane.poll(
                "agent-1", POLL.caching(Optional.empty(), Duration.ZERO).registered(Optional.of(1_796_000_000_000L)));
        plane.poll("agent-1", POLL.registered(Optional.of(3L)).caching(Optional.of(9L), Duration.ZERO));

        assertThat(requests).containsOnly("POST /armory/agents/agent-1/poll null");
        assertThat(bodies)
                .containsExactly(
                        "{\"zoneId\":\"z\",\"session\":\"s\",\"capacity\":1,\"version\":\"v\",\"secretEngines\":[]}",
                        "{\"zoneId\":\"z\",\"session\":\"s\",\"revision\":7,\"capacity\":1,\"version\":\"v\","
                                + "\"secretEngines\":[\"vault\"],\"staticAccounts\":[{\"name\":\"mine\",\"x\":1}]}",
                        "{\"zoneId\":\"z\",\"session\":\"s\",\"capacity\":1,\"version\":\"v\",\"secretEngines\":[],"
                                + "\"cachingRevision\":9,\"leaseHeldSeconds\":44.123}",
                        "{\"zoneId\":\"z\",\"session\":\"s\",\"capacity\":1,\"version\":\"v\",\"secretEngines\":[],"
                                + "\"leaseHeldSeconds\":0.0}",
                        "{\"zoneId\":\"z\",\"session\":\"s\",\"capacity\":1,\"version\":\"v\",\"secretEngines\":[],"
                                + "\"leaseHeldSeconds\":0.0,\"registration\":1796000000000}",
                        "{\"zoneId\":\"z\",\"session\":\"s\",\"capacity\":1,\"version\":\"v\",\"secretEngines\":[],"
                                + "\"cachingRevision\":9,\"leaseHeldSeconds\":0.0,\"registration\":3}");
    }

    @Test
    void an_answer_is_read_and_its_unknown_fields_are_ignored() {
        says(200, """
                {"revision": 3, "epoch": 2, "pollAfterSeconds": 2.5, "leaseSeconds": 45, "new": {"x": 1}, "registration": 1796000000000, "resendStaticAccounts": true,
                 "conflicts": [{"name": "c", "detail": "taken"}],
                 "assignments": [{"account": "a", "generation": 4, "action": "WATCH", "caching": true, "confirm": true, "new": []},
                                 {"account": "b", "generation": 1, "action": "STOP"}]}""");

        assertThat(plane.poll("agent-1", POLL)).isInstanceOfSatisfying(ControlPlaneAnswer.Answered.class, answered -> {
            PollAnswer answer = (PollAnswer) answered.body();
            assertThat(answer.pollAfter()).isEqualTo(Duration.ofMillis(2500));
            assertThat(answer.lease()).isEqualTo(Duration.ofSeconds(45));
            assertThat(answer.registration()).isEqualTo(1_796_000_000_000L);
            assertThat(answer.resendStaticAccounts()).isTrue();
            assertThat(answer.conflicts()).hasSize(1);
            assertThat(answer.assignments())
                    .containsExactly(
                            new AssignedAccount("a", 4, AssignedAccount.Action.WATCH, true, true),
                            new AssignedAccount("b", 1, AssignedAccount.Action.STOP, false, false));
        });
        says(200, ANSWER);
        assertThat(((ControlPlaneAnswer.Answered<PollAnswer>) plane.poll("agent-1", POLL))
                        .body()
                        .assignments())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1",
        "'\"protocol\": null,', 1",
        "'\"protocol\": 0,', 1",
        "'\"protocol\": 2,', 2",
        "'\"protocol\": 2, \"whatever\": [{}],', 2",
        "'\"protocol\": 17,', 17"
    })
    void an_answer_announces_the_version_of_the_protocol(String member, int protocol) {
        says(200, ANSWER.replace("{", "{" + member));
        assertThat(((ControlPlaneAnswer.Answered<PollAnswer>) plane.poll("agent-1", POLL))
                        .body()
                        .protocol())
                .isEqualTo(protocol);
    }

    @Test
    void definitions_reports_and_the_goodbye_use_the_paths_of_the_contract() {
        says(200, """
                {"definitions": [{"account": "a", "generation": 4, "definition": {"name": "a", "namespaces": ["x"], "context": null}}],
                 "denied": ["b"], "remaining": ["c"]}""");
        var definitions = ((ControlPlaneAnswer.Answered<DefinitionsAnswer>)
                        plane.definitions("agent-1", new DefinitionsRequest("z", "s", List.of("a", "b", "c"))))
                .body();
        assertThat(definitions.denied()).containsExactly("b");
        assertThat(definitions.remaining()).containsExactly("c");
        assertThat(definitions.definitions().getFirst().definition().fields())
                .containsEntry("namespaces", List.of("x"))
                .containsEntry("context", null);

        says(202, "{\"stale\": [\"a\"], \"pollAfterSeconds\": 1}");
        var reported = ((ControlPlaneAnswer.Answered<ReportAnswer>)
                        plane.reports("agent-1", new ReportsRequest("z", "s", List.of(AccountReport.stopped("a", 1)))))
                .body();
        assertThat(reported.stale()).containsExactly("a");
        assertThat(reported.pollAfter()).contains(Duration.ofSeconds(1));

        says(202, "");
        assertThat(plane.goodbye("agent-1", "z", "s")).isInstanceOf(ControlPlaneAnswer.Answered.class);
        assertThat(requests)
                .containsExactly(
                        "POST /armory/agents/agent-1/definitions null",
                        "POST /armory/agents/agent-1/reports null",
                        "DELETE /armory/agents/agent-1?zoneId=z&session=s null");
        assertThat(bodies.get(1))
                .isEqualTo(
                        "{\"zoneId\":\"z\",\"session\":\"s\",\"reports\":[{\"account\":\"a\",\"generation\":1,\"outcome\":\"STOPPED\"}]}");
        assertThat(connections).as("one connection is kept").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Refused",
        "404, Refused",
        "413, Refused",
        "302, Refused",
        "401, Unauthorised",
        "403, Unauthorised",
        "409, TurnedAway",
        "408, Busy",
        "429, Busy",
        "503, Busy",
        "500, Unreachable",
        "502, Unreachable",
        "504, Unreachable"
    })
    void every_status_has_its_meaning(int code, String kind) {
        headers = Map.of("Location", "/elsewhere");
        says(code, "{\"title\": \"T\", \"detail\": \"because\\nof this\", \"x\": \"secret\"}");
        ControlPlaneAnswer<PollAnswer> answer = plane.poll("agent-1", POLL);
        assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(((ControlPlaneAnswer.Unanswered<?>) answer).detail())
                .contains("because of this")
                .doesNotContain("secret");
        assertThat(requests).as("no redirect is followed").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "urn:dynamic-accounts:problem:superseded, Superseded",
        "urn:dynamic-accounts:problem:zone-full, TurnedAway",
        "urn:dynamic-accounts:problem:agent-in-other-zone, TurnedAway",
        "urn:dynamic-accounts:problem:not-yet-known, TurnedAway",
        "about:blank, TurnedAway",
        "'', TurnedAway"
    })
    void only_a_conflict_of_the_type_superseded_ends_an_agent(String type, String kind) {
        says(409, "{\"type\": \"" + type + "\", \"detail\": \"because of this\"}");
        headers = Map.of("Retry-After", "30");
        List<ControlPlaneAnswer.Unanswered<?>> answers = List.of(
                (ControlPlaneAnswer.Unanswered<?>) plane.poll("agent-1", POLL),
                (ControlPlaneAnswer.Unanswered<?>)
                        plane.definitions("agent-1", new DefinitionsRequest("z", "s", List.of("a"))),
                (ControlPlaneAnswer.Unanswered<?>) plane.reports("agent-1", new ReportsRequest("z", "s", List.of())));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
            assertThat(answer.detail()).isEqualTo("409 because of this");
            if (answer instanceof ControlPlaneAnswer.TurnedAway<?>(var retryAfter, var _)) {
                assertThat(retryAfter).contains(Duration.ofSeconds(30));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>conflict</html>",
                "[]",
                "\"urn:dynamic-accounts:problem:superseded\"",
                "{\"type\": 5}",
                "{\"type\": [\"urn:dynamic-accounts:problem:superseded\"]}"
            })
    void a_conflict_that_cannot_be_read_ends_no_agent(String text) {
        says(409, text);
        assertThat(plane.poll("agent-1", POLL)).isEqualTo(new ControlPlaneAnswer.TurnedAway<>(Optional.empty(), "409"));
    }

    @Test
    void a_retry_after_is_seconds_or_a_date_by_the_clock_of_the_server() {
        says(429, "");
        assertThat(retryAfter("17")).contains(Duration.ofSeconds(17));
        assertThat(retryAfter("99999999")).contains(Duration.ofHours(1));
        assertThat(retryAfter("soon")).isEmpty();
        assertThat(retryAfter(null)).isEmpty();
        // The JDK's server adds the Date header itself, with the present time.
        Instant then = Instant.now().plusSeconds(100);
        String date =
                java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(java.time.ZoneOffset.UTC));
        assertThat(retryAfter(date).orElseThrow()).isBetween(Duration.ofSeconds(97), Duration.ofSeconds(101));
        assertThat(retryAfter("Thu, 01 Jan 2015 00:00:00 GMT")).contains(Duration.ZERO);
    }

    private Optional<Duration> retryAfter(String value) {
        headers = value == null ? Map.of() : Map.of("Retry-After", value);
        return ((ControlPlaneAnswer.Busy<PollAnswer>) plane.poll("agent-1", POLL)).retryAfter();
    }

    @Test
    void an_answer_that_does_not_arrive_or_does_not_end_times_out() {
        pause = Duration.ofSeconds(4);
        assertThat(plane.poll("agent-1", POLL)).isInstanceOf(ControlPlaneAnswer.Unreachable.class);
        pause = Duration.ZERO;
        trickle = true;
        Instant before = Instant.now();
        assertThat(plane.poll("agent-1", POLL)).isInstanceOf(ControlPlaneAnswer.Unreachable.class);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(4));
        trickle = false;
        assertThat(plane.poll("agent-1", POLL)).isInstanceOf(ControlPlaneAnswer.Answered.class);
    }

    @Test
    void an_answer_without_a_server_is_unreachable() {
        server.stop(0);
        assertThat(plane.poll("agent-1", POLL)).isInstanceOf(ControlPlaneAnswer.Unreachable.class);
    }

    private static String unreachable(HttpControlPlane plane) {
        return ((ControlPlaneAnswer.Unreachable<?>) plane.poll("agent-1", POLL)).detail();
    }

    @Test
    void an_unreachable_server_is_named_by_scheme_host_and_port_only() throws IOException {
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        Path file = Files.writeString(directory.resolve("token"), "canary");
        try (var fromBelow = new HttpControlPlane(
                URI.create(here + "/below/here"),
                PlainHttp.LOOPBACK_ONLY,
                new AgentTokenFile(file),
                null,
                Duration.ofSeconds(2),
                InstantSource.system())) {
            pause = Duration.ofSeconds(4);
            assertThat(unreachable(fromBelow)).isEqualTo("no complete answer of " + here + " within 2.0 s");
            pause = Duration.ZERO;
            says(200, "no JSON");
            assertThat(unreachable(fromBelow)).isEqualTo("an answer of " + here + " that could not be read");
            server.stop(0);
            assertThat(unreachable(fromBelow)).isEqualTo("cannot connect to " + here);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://no-such-host.invalid:7002/x, no such host: https://no-such-host.invalid:7002",
        "https://no-such-host.invalid,        no such host: https://no-such-host.invalid",
    })
    void a_host_that_does_not_exist_is_named(String address, String detail) {
        try (var nowhere = new HttpControlPlane(
                URI.create(address),
                PlainHttp.LOOPBACK_ONLY,
                BearerToken.none(),
                null,
                Duration.ofSeconds(5),
                InstantSource.system())) {
            assertThat(unreachable(nowhere)).isEqualTo(detail);
        }
    }

    @Test
    void a_server_that_does_not_speak_TLS_is_named_in_every_case() {
        String address = "https://127.0.0.1:" + server.getAddress().getPort();
        try (var encrypted = new HttpControlPlane(
                URI.create(address),
                PlainHttp.LOOPBACK_ONLY,
                BearerToken.none(),
                null,
                Duration.ofSeconds(5),
                InstantSource.system())) {
            assertThat(unreachable(encrypted)).contains(address);
        }
    }

    @Test
    void a_huge_answer_is_refused() {
        says(200, "{\"x\":\"" + "x".repeat(HttpControlPlane.LARGEST_ANSWER) + "\"}");
        assertThat(plane.poll("agent-1", POLL)).isInstanceOf(ControlPlaneAnswer.Unreachable.class);
    }

    @Test
    void a_huge_request_is_not_sent() {
        List<AccountReport> reports = List.of(AccountReport.failed("a".repeat(5 * 1024 * 1024), 1, "x"));
        assertThat(plane.reports("agent-1", new ReportsRequest("z", "s", reports)))
                .isInstanceOfSatisfying(
                        ControlPlaneAnswer.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(413));
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>login</html>",
                "{",
                "[]",
                "{}",
                "{\"revision\":1,\"epoch\":1,\"pollAfterSeconds\":1,\"assignments\":[{\"account\":\"canary\",\"generation\":1,\"action\":\"DANCE\"}]}"
            })
    void an_unreadable_token_file_changes_nothing_and_is_not_quoted(String text) {
        says(200, text);
        assertThat(plane.poll("agent-1", POLL))
                .isInstanceOfSatisfying(
                        ControlPlaneAnswer.Unreachable.class,
                        answer -> assertThat(answer.detail()).doesNotContain("canary"));
    }

    @Test
    void a_token_file_is_read_again_when_it_changes() throws IOException {
        Path file = directory.resolve("token");
        try (HttpControlPlane withToken = plane(new AgentTokenFile(file))) {
            withToken.poll("agent-1", POLL);
            Files.writeString(file, "first\n");
            withToken.poll("agent-1", POLL);
            Files.writeString(file, "second-longer\n");
            withToken.poll("agent-1", POLL);
            Files.writeString(file, "two\nlines");
            withToken.poll("agent-1", POLL);
            Files.delete(file);
            withToken.poll("agent-1", POLL);
        }
        assertThat(requests)
                .extracting(each -> each.replaceFirst(".*/poll ", ""))
                .containsExactly(
                        "null", "Bearer first", "Bearer second-longer", "Bearer second-longer", "Bearer second-longer");
    }

    @Test
    void a_token_that_changed_within_the_files_clock_tick_is_found_after_a_refusal() throws IOException {
        Path file = directory.resolve("token");
        Files.writeString(file, "one");
        FileTime time = Files.getLastModifiedTime(file);
        try (HttpControlPlane withToken = plane(new AgentTokenFile(file))) {
            withToken.poll("agent-1", POLL);
            Files.writeString(file, "two");
            Files.setLastModifiedTime(file, time);
            says(401, "");
            withToken.poll("agent-1", POLL);
            withToken.poll("agent-1", POLL);
        }
        assertThat(requests).last().asString().endsWith("Bearer two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://10.0.0.1:7002",
                "http://localhost.example.com",
                "http://[2001:db8::1]/"
            })
    void a_token_is_not_sent_in_the_clear_beyond_this_machine(String text) {
        URI uri = URI.create(text);
        assertThatThrownBy(() -> new HttpControlPlane(uri, PlainHttp.LOOPBACK_ONLY, BearerToken.none(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--insecure");
        new HttpControlPlane(uri, PlainHttp.ANYWHERE, BearerToken.none(), null).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://127.0.0.2", "http://[::1]:7002/", "https://example.com/base"})
    void addresses_of_this_machine_and_encrypted_addresses_are_accepted(String text) {
        new HttpControlPlane(URI.create(text), PlainHttp.LOOPBACK_ONLY, BearerToken.none(), null).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://localhost", "localhost:7002", "https://user:canary@example.com", "https://example.com?x=1"
            })
    void a_malformed_address_is_refused_and_not_quoted(String text) {
        assertThatThrownBy(() -> new HttpControlPlane(URI.create(text), PlainHttp.ANYWHERE, BearerToken.none(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
    }
}
