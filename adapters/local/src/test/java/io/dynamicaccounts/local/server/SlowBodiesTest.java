package io.dynamicaccounts.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.http.ApiSettings;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import io.dynamicaccounts.http.Reception;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.local.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long bodies may take, and what they may hold meanwhile: with bounds so small that a test can reach them. */
class SlowBodiesTest {

    private static final TransferRate ANY = new TransferRate(Duration.ofSeconds(60), 0);

    private static final long AMPLE = 64 * 1024 * 1024;

    private static final BodyLimits BOUNDS =
            new BodyLimits(Duration.ofSeconds(60), ANY, ANY, Duration.ofSeconds(1), 1, AMPLE, AMPLE);

    private static BodyLimits whole(Duration whole) {
        return new BodyLimits(whole, ANY, ANY, BOUNDS.patience(), 1, AMPLE, AMPLE);
    }

    private static BodyLimits pace(TransferRate pace) {
        return new BodyLimits(BOUNDS.whole(), pace, ANY, BOUNDS.patience(), 1, AMPLE, AMPLE);
    }

    private static BodyLimits room(TransferRate paceWhenShort, Duration patience, long rest) {
        return new BodyLimits(BOUNDS.whole(), ANY, paceWhenShort, patience, 1, AMPLE, rest);
    }

    /** Answers every body with its length. */
    private static LocalServer start(BodyLimits bounds) throws IOException {
        return start(bounds, body -> body.length);
    }

    private static LocalServer start(BodyLimits bounds, Function<byte[], Integer> work) throws IOException {
        var api = new HttpApi(
                new Functions() {
                    @Override
                    public <I, O> Function<I, O> get(FunctionName<I, O> name) {
                        throw new AssertionError("nothing is asked");
                    }
                },
                new Authentication.None(),
                ApiSettings.of("here"),
                () -> {},
                InstantSource.system(),
                () -> "fresh-id");
        return LocalServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                new RequestHandler() {
                    @Override
                    public Reception receive(HttpRequest head, OptionalLong bodyLength) {
                        return new Reception.BodyNeeded(body -> new HttpResponse(
                                200, Headers.NONE, ("[" + work.apply(body) + "]").getBytes(StandardCharsets.US_ASCII)));
                    }

                    @Override
                    public HttpResponse refuse(HttpRequest head, Problem problem) {
                        return api.refuse(head, problem);
                    }
                },
                bounds);
    }

    private static String head(String framing) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: the-callers\r\n" + framing + "\r\n\r\n";
    }

    private static byte[] bytes(int count) {
        return new byte[count];
    }

    private static void assertTooSlow(RawHttp http) throws IOException {
        Reply reply = http.receive("POST");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(408);
        assertThat(reply.problem()).isEqualTo("body-too-slow");
        assertThat(reply.header("X-Request-Id")).isEqualTo("the-callers");
        assertThat(http.closedByServer()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\n",
                "Content-Length: 10\r\n\r\n[",
                "Content-Length: 4000000\r\n\r\n[[[[",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\n[[[[\r\n",
                "Transfer-Encoding: chunked\r\n\r\n10000\r\n[[["
            })
    void a_body_that_stalls_is_408_and_its_connection_is_closed(String rest) throws IOException {
        LocalServer server = start(pace(new TransferRate(Duration.ofMillis(500), 1024)));
        try (var http = new RawHttp(server.uri())) {
            http.write(head(rest.split("\r\n\r\n", 2)[0]) + rest.split("\r\n\r\n", 2)[1]);
            assertTooSlow(http);
            assertThat(RawHttp.once(server.uri(), Request.of("POST", "/").body("text/plain", bytes(3)))
                            .text())
                    .isEqualTo("[3]");
        } finally {
            server.stop(Duration.ZERO);
        }
    }

    @Test
    void a_body_that_keeps_its_pace_but_never_ends_is_408_after_the_whole_time() throws Exception {
        LocalServer server = start(whole(Duration.ofSeconds(2)));
        try (var http = new RawHttp(server.uri())) {
            long begun = System.nanoTime();
            http.write(head("Transfer-Encoding: chunked"));
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        http.write("2\r\n[[\r\n");
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException e) {
                    // Closed by the server, or told to end.
                }
            });
            assertTooSlow(http);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1900));
            sender.interrupt();
            sender.join();
        } finally {
            server.stop(Duration.ZERO);
        }
    }

    @Test
    void a_body_that_comes_in_pieces_and_in_time_is_answered_and_the_connection_is_kept() throws Exception {
        LocalServer server = start(pace(new TransferRate(Duration.ofSeconds(2), 2)));
        try (var http = new RawHttp(server.uri())) {
            for (int round = 0; round < 2; round++) {
                http.write(head("Content-Length: 12"));
                for (int i = 0; i < 4; i++) {
                    Thread.sleep(300);
                    http.write("[ ]");
                }
                assertThat(http.receive("POST").text()).isEqualTo("[12]");
            }
        } finally {
            server.stop(Duration.ZERO);
        }
    }

    @Test
    void large_bodies_that_stall_keep_no_other_large_body_waiting() throws IOException {
        LocalServer server = start(BOUNDS);
        var stalled = new ArrayList<RawHttp>();
        try {
            for (String framing : List.of("Content-Length: 4000000", "Transfer-Encoding: chunked")) {
                for (int i = 0; i < 20; i++) {
                    var http = new RawHttp(server.uri());
                    stalled.add(http);
                    http.write(head(framing) + "30d40\r\n" + "x".repeat(200_000));
                }
            }
            assertThat(RawHttp.once(server.uri(), Request.of("POST", "/").body("text/plain", bytes(1_000_000)))
                            .text())
                    .isEqualTo("[1000000]");
        } finally {
            for (RawHttp http : stalled) {
                http.close();
            }
            server.stop(Duration.ZERO);
        }
    }

    @Test
    void where_memory_is_short_those_who_stall_give_way() throws IOException {
        LocalServer server = start(room(
                new TransferRate(Duration.ofMillis(500), 16 * 1024), Duration.ofSeconds(30), 8L * BodyMemory.BLOCK));
        var stalled = new ArrayList<RawHttp>();
        try {
            // More than there is room for: all blocks, and what one body may take beyond them, are held by who
            // stalls.
            for (int i = 0; i < 8; i++) {
                var http = new RawHttp(server.uri());
                stalled.add(http);
                http.write(head("Content-Length: 4000000") + "x".repeat(200_000));
            }
            assertThat(RawHttp.once(server.uri(), Request.of("POST", "/").body("text/plain", bytes(1_000_000)))
                            .text())
                    .isEqualTo("[1000000]");
            assertThat(RawHttp.once(server.uri(), Request.of("POST", "/").body("text/plain", bytes(10)))
                            .text())
                    .isEqualTo("[10]");
        } finally {
            for (RawHttp http : stalled) {
                http.close();
            }
            server.stop(Duration.ZERO);
        }
    }

    @Test
    void large_bodies_that_together_have_no_room_are_all_answered() throws Exception {
        LocalServer server = start(room(ANY, Duration.ofSeconds(30), 8L * BodyMemory.BLOCK));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<Reply>>();
            for (int i = 0; i < 12; i++) {
                replies.add(threads.submit((Callable<Reply>) () ->
                        RawHttp.once(server.uri(), Request.of("POST", "/").body("text/plain", bytes(1_000_000)))));
            }
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().text()).isEqualTo("[1000000]");
            }
        } finally {
            server.stop(Duration.ZERO);
        }
    }

    @Test
    void a_large_body_whose_turn_does_not_come_is_503_with_retry_after_and_small_ones_are_answered() throws Exception {
        var release = new CountDownLatch(1);
        var entered = new CountDownLatch(1);
        LocalServer server = start(BOUNDS, body -> {
            if (body.length > BodyReader.LARGE) {
                entered.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return body.length;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Request large = Request.of("POST", "/")
                    .header("X-Request-Id", "the-callers")
                    .body("text/plain", bytes(100_000));
            Future<Reply> first = threads.submit((Callable<Reply>) () -> RawHttp.once(server.uri(), large));
            entered.await();
            Reply second = RawHttp.once(server.uri(), large);
            assertThat(second.status()).isEqualTo(503);
            assertThat(second.problem()).isEqualTo("no-room");
            assertThat(second.header("Retry-After")).isEqualTo("2");
            assertThat(second.header("X-Request-Id")).isEqualTo("the-callers");
            assertThat(RawHttp.once(server.uri(), Request.of("POST", "/").body("text/plain", bytes(10)))
                            .text())
                    .isEqualTo("[10]");
            release.countDown();
            assertThat(first.get().text()).isEqualTo("[100000]");
        } finally {
            release.countDown();
            server.stop(Duration.ZERO);
        }
    }
}
