package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.contract.ApiDocument;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.local.hostile.AnswerRules;
import io.dynamicaccounts.local.hostile.HostileRequest;
import io.dynamicaccounts.local.hostile.HostileRequests;
import io.dynamicaccounts.local.hostile.HostileRequests.Authentication;
import io.dynamicaccounts.local.hostile.Secrets;
import io.dynamicaccounts.local.hostile.TokenHolder;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attacks the server with requests of every hostile kind, over sockets. {@link AnswerRules} hold of each answer, and
 * afterwards the server works as before and has kept what it had.
 *
 * <p>A failure names the request. {@code -Dhostile.seed=N} draws others; {@code -Dhostile.requests=N} that many of
 * them.
 */
class HostileRequestsTest {

    private static final long SEED = Long.getLong("hostile.seed", 20260101);
    private static final int THREADS = 6;

    /** How many failures end the attack. */
    private static final int ENOUGH = 8;

    private static final List<String> KEPT = List.of("kept-0", "kept-1", "kept-2");
    private static final String KEPT_AGENT = "/armory/agents/kept-agent/";

    @TempDir
    Path folder;

    /** Beside the database: it holds a secret. */
    @TempDir
    Path credentials;

    @ParameterizedTest
    @EnumSource
    void thousands_of_hostile_requests_get_nothing_and_break_nothing(Authentication authentication) throws Exception {
        survives(authentication, Integer.getInteger("hostile.requests", 1_250));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void a_hundred_thousand_hostile_requests_get_nothing_and_break_nothing(Authentication authentication)
            throws Exception {
        survives(authentication, 50_000);
    }

    private void survives(Authentication authentication, int requests) throws Exception {
        try (var server = start(authentication);
                var client = HttpClient.newHttpClient();
                var ownersClient = HttpClient.newHttpClient()) {
            var operator = new Operator(server.uri(), client, Optional.of(TokenHolder.KEPT_OPERATOR.token()));
            var agent = new Operator(server.uri(), ownersClient, Optional.of(TokenHolder.KEPT_AGENT.token()));
            keep(operator, agent);
            String before = kept(operator, agent);
            assertThat(before).contains(Secrets.KEPT);
            OptionalLong sockets = server.openSockets();

            attack(server.uri(), authentication, requests);

            assertThat(server.isAlive()).isTrue();
            assertThat(RawHttp.once(server.uri(), Request.of("GET", "/ready")).object())
                    .containsEntry("status", "UP");
            assertThat(kept(operator, agent)).isEqualTo(before);
            provisionAndDelete(operator);
            if (sockets.isPresent()) {
                Operator.await(
                        "as many connections as before the attack",
                        20,
                        () -> server.openSockets().orElseThrow() <= sockets.getAsLong());
            }
            assertNothingIsWritten(server);
            assertThat(server.stop()).isZero();
        }
        assertNothingIsWritten();
    }

    private ServerProcess start(Authentication authentication) throws IOException {
        Path source = Files.writeString(credentials.resolve("clouddriver.yml"), """
                kubernetes:
                  accounts:
                    - {name: attack-migratable, zoneId: attacked, kubeconfigContents: 'token: %s'}
                """.formatted(Secrets.ATTACKERS));
        var arguments = new ArrayList<>(List.of("--credentials", source.toString()));
        // Nothing happens by itself meanwhile: what has changed afterwards, the attack has changed.
        for (String setting : List.of("sweep-seconds=3600", "heartbeat-timeout-seconds=3600")) {
            arguments.addAll(List.of("--set", setting));
        }
        if (authentication == Authentication.TOKENS) {
            Path tokens = Files.writeString(folder.resolve("tokens.json"), TokenHolder.file());
            arguments.addAll(List.of("--set", "auth.mode=tokens", "--set", "auth.token-file=" + tokens));
        }
        return ServerProcess.start(folder, List.of("-Xmx256m"), arguments.toArray(String[]::new));
    }

    /** Three accounts that have nothing to do with the attack: one is watched, one will be, one is not wanted. */
    private static void keep(Operator operator, Operator agent) throws IOException, InterruptedException {
        for (String name : KEPT) {
            operator.provision(name, TokenHolder.KEPT_ZONE, Map.of("kubeconfigContents", "token: " + Secrets.KEPT));
        }
        operator.patch("kept-0", "ACTIVE");
        Map<String, Object> poll = call(Map.of("capacity", 5, "version", "1"));
        assertThat(agent.send("POST", KEPT_AGENT + "poll", poll).status()).isEqualTo(200);
        Map<String, Object> report = Map.of("account", "kept-0", "generation", 1, "outcome", "WATCHING");
        assertThat(agent.send("POST", KEPT_AGENT + "reports", call(Map.of("reports", List.of(report))))
                        .status())
                .isEqualTo(202);
        assertThat(operator.state("kept-0")).isEqualTo("ACTIVE");
        operator.patch("kept-1", "ACTIVE");
    }

    private static Map<String, Object> call(Map<String, Object> members) {
        var body = new TreeMap<>(members);
        body.put("zoneId", TokenHolder.KEPT_ZONE);
        body.put("session", "session-of-kept-agent");
        return body;
    }

    /** All that can be read of them, the secrets too. */
    private static String kept(Operator operator, Operator agent) throws IOException, InterruptedException {
        var seen = new StringBuilder();
        for (String name : KEPT) {
            for (String path : List.of(
                    "/armory/accounts/" + name,
                    "/agents/kubernetes/accounts/" + name,
                    "/armory/accounts/" + name + "/history")) {
                Operator.Answer answer = operator.get(path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                seen.append(answer.text()).append('\n');
            }
        }
        return seen
                + agent.send("POST", KEPT_AGENT + "definitions", call(Map.of("accounts", KEPT)))
                        .text();
    }

    private static void provisionAndDelete(Operator operator) throws Exception {
        operator.provision("legitimate", TokenHolder.KEPT_ZONE, Map.of("kubeconfigFile", "/k"));
        assertThat(operator.state("legitimate")).isEqualTo("INACTIVE");
        assertThat(operator.send("DELETE", "/armory/accounts/legitimate", "").status())
                .isEqualTo(202);
        Operator.await(
                "the account is gone", 8, () -> operator.state("legitimate").equals("absent"));
    }

    private static void attack(URI server, Authentication authentication, int requests) throws Exception {
        var hostile = new HostileRequests(SEED, authentication);
        var rules = new AnswerRules(
                new ApiDocument(
                        RawHttp.once(server, Request.of("GET", "/openapi.json")).object()),
                authentication);
        var next = new AtomicInteger();
        var statuses = new ConcurrentHashMap<Integer, Integer>();
        var failures = new ConcurrentLinkedQueue<AssertionError>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int number = next.getAndIncrement();
                        number < requests && failures.size() < ENOUGH;
                        number = next.getAndIncrement()) {
                    HostileRequest request = hostile.number(number);
                    try {
                        List<Reply> replies = exchange(server, request);
                        replies.forEach(reply -> statuses.merge(reply.status(), 1, Integer::sum));
                        rules.check(request, replies);
                    } catch (AssertionError | Exception e) {
                        failures.add(new AssertionError(
                                "hostile.seed=" + SEED + ", " + authentication + ", number " + number + ": " + request,
                                e));
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(requests + " hostile requests, " + authentication + ": " + new TreeMap<>(statuses));
        if (!failures.isEmpty()) {
            AssertionError first = failures.remove();
            failures.forEach(first::addSuppressed);
            throw first;
        }
        // Else they would be too wild or too tame to tell anything.
        assertThat(statuses.keySet()).contains(200, 202, 400, 404, 405, 409, 413, 415);
    }

    /** Every answer until the server closes the connection. */
    private static List<Reply> exchange(URI server, HostileRequest request) throws IOException {
        var replies = new ArrayList<Reply>();
        try (var http = new RawHttp(server)) {
            http.write(request.text());
            if (!request.expectsAnswer()) {
                http.endSending();
            }
            while (true) {
                Reply reply = http.receive(request.method().toUpperCase(Locale.ROOT));
                if (reply.status() != 100) {
                    replies.add(reply);
                }
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return replies;
        }
    }

    private void assertNothingIsWritten(ServerProcess server) throws IOException {
        assertThat(server.logged()).doesNotContain("unforeseen", "OutOfMemory", "StackOverflow");
        assertNothingIsWritten();
    }

    private void assertNothingIsWritten() throws IOException {
        List<String> secrets = Stream.concat(
                        Stream.of(Secrets.KEPT, Secrets.ATTACKERS, Secrets.BESIDE), TokenHolder.tokens())
                .toList();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).map(file -> file.getFileName().toString()).contains("accounts.db", "server.log");
            for (Path file : all) {
                // A method is made upper case on its way.
                String bytes =
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
                assertThat(secrets.stream().filter(bytes::contains))
                        .as("in " + file)
                        .isEmpty();
            }
        }
    }
}
