package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that are slow, stall or never end, on a real server with a heap of 256 MiB, while an operator and an agent
 * work. None of them may wait, and memory must not run out.
 */
class SlowClientsTest {

    /** How many slow clients there are at once. */
    private static final int SOCKETS = 200;

    /** How many of those who do not end have a token. */
    private static final int FLOODING = 32;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(20);

    /** What an operator or an agent may wait for an answer, on a machine that has other things to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final String HEAD = "POST /armory/accounts/dynamic HTTP/1.1\r\nHost: localhost\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String CHUNK_64K = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

    @TempDir
    Path folder;

    /** How a client sends: what at once, and what then again and again until it is refused. */
    private enum Manner {
        HEAD_DRIBBLED("", "X-Padding: x\r\n"),
        LENGTH_STALLED(JSON + "Content-Length: 1000000\r\n\r\n" + "x".repeat(100_000), ""),
        LENGTH_DRIBBLED(JSON + "Content-Length: 1000000\r\n\r\n", "x"),
        LARGEST_NEVER_SENT(JSON + "Content-Length: 4194304\r\n\r\n", ""),
        TOO_LARGE_NEVER_SENT(JSON + "Content-Length: 16777216\r\n\r\n", ""),
        CHUNKED_STALLED(JSON + "Transfer-Encoding: chunked\r\n\r\n" + CHUNK_64K, ""),
        CHUNKED_DRIBBLED(JSON + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        CHUNKED_ENDLESS(JSON + "Transfer-Encoding: chunked\r\n\r\n", CHUNK_64K);

        private final String begins;
        private final String goesOn;

        Manner(String begins, String goesOn) {
            this.begins = begins;
            this.goesOn = goesOn;
        }
    }

    /** One socket that is slow until it is closed or refused. */
    private static void play(URI server, Manner manner, String authorization, AtomicInteger opened) {
        try (var http = new RawHttp(server)) {
            http.write(HEAD + authorization + manner.begins);
            opened.incrementAndGet();
            while (true) {
                Thread.sleep(100);
                http.write(manner.goesOn);
            }
        } catch (IOException e) {
            // Refused or cut off: that is what it is there for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Reply timed(String what, URI server, Request request) throws IOException {
        long begun = System.nanoTime();
        Reply reply = RawHttp.once(server, request);
        assertThat(reply.status()).as(what + ": " + reply).isBetween(200, 299);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(what).isLessThan(PATIENCE);
        return reply;
    }

    /** What an operator and an agent do all day: a large write, a poll, a read. */
    private static void work(String during, URI server) throws IOException {
        String name = "account-" + NUMBER.incrementAndGet();
        timed(
                "a write of 1 MiB while " + during,
                server,
                Request.of("POST", "/armory/accounts/dynamic")
                        .header("Authorization", "Bearer " + Tokens.OPERATOR)
                        .body(
                                "application/json",
                                ("{\"name\":\"" + name + "\",\"zoneId\":\"" + Tokens.zone(1)
                                                + "\",\"kubeconfigFile\":\"/k\"" + " ".repeat(1024 * 1024) + "}")
                                        .getBytes(StandardCharsets.US_ASCII)));
        timed(
                "a poll while " + during,
                server,
                Request.of("POST", "/armory/agents/some-agent/poll")
                        .header("Authorization", "Bearer " + Tokens.ofZone(Tokens.zone(1)))
                        .body(
                                "application/json",
                                ("{\"zoneId\":\"" + Tokens.zone(1)
                                                + "\",\"session\":\"s\",\"capacity\":1,\"version\":\"1\"}")
                                        .getBytes(StandardCharsets.US_ASCII)));
        timed(
                "a read while " + during,
                server,
                Request.of("GET", "/armory/accounts/" + name).header("Authorization", "Bearer " + Tokens.OPERATOR));
    }

    private ServerProcess start() throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens.json"), Tokens.file());
        return ServerProcess.start(
                folder,
                List.of("-Xmx256m"),
                "--set",
                "auth.mode=tokens",
                "--set",
                "auth.token-file=" + tokens,
                "--set",
                "sweep-seconds=3600");
    }

    private static final List<String> AUTHORIZATIONS =
            List.of("", "Authorization: Bearer nonsense\r\n", "Authorization: Bearer " + Tokens.OPERATOR + "\r\n");

    /**
     * Opens as many sockets as that for each of these manners, and works at least once, and until this long has
     * passed.
     */
    private static void work(URI server, String authorization, List<Manner> manners, int sockets, Duration until)
            throws Exception {
        String during = sockets + " sockets each are " + manners + " " + authorization.strip();
        ExecutorService slow = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var opened = new AtomicInteger();
            for (int i = 0; i < sockets; i++) {
                manners.forEach(manner -> slow.submit(() -> play(server, manner, authorization, opened)));
            }
            Operator.await("all are connected", 20, () -> opened.get() == sockets * manners.size());
            long end = System.nanoTime() + until.toNanos();
            do {
                work(during, server);
            } while (System.nanoTime() < end);
        } finally {
            slow.shutdownNow();
            slow.close();
        }
    }

    @Test
    void slow_clients_of_every_kind_hold_up_nobody_and_take_no_memory_that_others_need() throws Exception {
        List<Manner> all = List.of(Manner.values());
        try (var server = start()) {
            work("nobody is slow", server.uri());
            for (String authorization : AUTHORIZATIONS) {
                work(server.uri(), authorization, all, SOCKETS / all.size(), SHORT);
            }
            assertThat(server.logged()).doesNotContain("OutOfMemory");
            assertThat(server.stop()).isZero();
        }
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void two_hundred_of_one_kind_hold_up_nobody_either(Manner manner) throws Exception {
        try (var server = start()) {
            for (String authorization : AUTHORIZATIONS) {
                // Whom a token lets in and who sends fast without end is not slow, and takes turns with others.
                boolean floods = manner == Manner.CHUNKED_ENDLESS && authorization.contains(Tokens.OPERATOR);
                work(server.uri(), authorization, List.of(manner), floods ? FLOODING : SOCKETS, LONG);
            }
            assertThat(server.logged()).doesNotContain("OutOfMemory");
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void two_thousand_idle_connections_need_no_thread_and_no_processor_and_others_are_served() throws Exception {
        try (var server = start()) {
            var idle = new ArrayList<RawHttp>();
            try {
                work("nobody is there", server.uri());
                double before = metric(server.uri(), "jvm_threads_current");
                for (int i = 0; i < 2_000; i++) {
                    idle.add(new RawHttp(server.uri()));
                }
                // Some have asked before, and keep their connection.
                for (RawHttp http : idle.subList(0, 500)) {
                    assertThat(http.send(Request.of("GET", "/health")).status()).isEqualTo(200);
                }
                assertThat(metric(server.uri(), "jvm_threads_current")).isLessThan(before + 20);
                Duration busy = server.processorTime();
                Thread.sleep(SHORT);
                assertThat(server.processorTime().minus(busy)).isLessThan(SHORT.dividedBy(2));
                work("2,000 are idle", server.uri());
            } finally {
                for (RawHttp http : idle) {
                    http.close();
                }
            }
        }
    }

    private static double metric(URI server, String name) throws IOException {
        return RawHttp.once(server, Request.of("GET", "/metrics").header("Authorization", "Bearer " + Tokens.OPERATOR))
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
