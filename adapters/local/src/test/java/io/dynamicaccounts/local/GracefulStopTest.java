package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.sqlite.SqliteStore;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process owes its callers when it is told to end, or when they are slow. */
class GracefulStopTest {

    private static final List<String> JVM = List.of("-Xmx256m", "-Dsun.net.httpserver.maxReqTime=3");

    @TempDir
    Path folder;

    @Test
    void under_load_every_request_that_was_taken_is_answered_and_what_was_acknowledged_is_there() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var broken = new AtomicInteger();
        int code;
        try (var server = ServerProcess.start(folder, JVM, "--set", "sweep-seconds=1");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                int number = i;
                threads.submit(() -> {
                    for (int n = 0; true; n++) {
                        String name = "account-" + number + "-" + n;
                        Request request = Request.of("POST", "/armory/accounts/dynamic")
                                .body(
                                        "application/json",
                                        ("{\"name\":\"" + name + "\",\"zoneId\":\"z\",\"kubeconfigFile\":\"/k\"}")
                                                .getBytes(StandardCharsets.UTF_8));
                        try {
                            if (RawHttp.once(server.uri(), request).status() == 202) {
                                acknowledged.add(name);
                            }
                        } catch (ConnectException e) {
                            return null;
                        } catch (IOException e) {
                            // Taken by the kernel, not by the server any more: not acknowledged.
                            broken.incrementAndGet();
                        }
                    }
                });
            }
            Operator.await("the server is warm and busy", 30, () -> acknowledged.size() > 100);
            long begun = System.nanoTime();
            code = server.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        }
        assertThat(code).isZero();
        // One for each of the eight may have been on its way into a socket that nobody listened to any more.
        assertThat(broken.get()).isLessThanOrEqualTo(8);
        try (var store = SqliteStore.open(folder.resolve("accounts.db"))) {
            assertThat(store.integrityCheck()).isEmpty();
            acknowledged.forEach(name -> assertThat(
                            store.accounts().find(new io.dynamicaccounts.functions.account.AccountName(name)))
                    .as(name)
                    .isPresent());
        }
    }

    @Test
    void a_request_under_way_is_finished_and_a_malformed_one_before_holds_nothing_up() throws Exception {
        try (var server = ServerProcess.start(folder, JVM);
                var refused = new RawHttp(server.uri());
                var slow = new RawHttp(server.uri())) {
            refused.write("nonsense\r\n\r\n");
            slow.write(
                    "POST /armory/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n");
            Thread.sleep(300);
            var stopping = Thread.ofVirtual().start(server::stop);
            Thread.sleep(300);
            slow.write("[]");
            Reply reply = slow.receive("POST");
            assertThat(reply.status()).isEqualTo(400);
            long begun = System.nanoTime();
            stopping.join();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void who_is_slow_to_ask_is_cut_off_and_others_are_served_meanwhile() throws Exception {
        try (var server = ServerProcess.start(folder, JVM);
                var head = new RawHttp(server.uri());
                var body = new RawHttp(server.uri())) {
            head.write("GET /armory/acc");
            body.write(
                    "POST /armory/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n[");
            assertThat(RawHttp.once(server.uri(), Request.of("GET", "/health")).status())
                    .isEqualTo(200);
            assertThat(body.closedByServer()).isTrue();
            assertThat(head.closedByServer()).isTrue();
        }
    }

    @Test
    void a_second_process_on_the_same_database_is_refused_and_the_first_serves_on() throws Exception {
        try (var server = ServerProcess.start(folder, JVM)) {
            try (var second = io.dynamicaccounts.local.demo.ChildProcess.start(
                    folder.resolve("second.log"),
                    List.of(),
                    List.of(
                            "serve",
                            "--port",
                            "0",
                            "--database",
                            server.database().toString()))) {
                assertThat(second.ended()).isEqualTo(1);
            }
            assertThat(folder.resolve("second.log"))
                    .content()
                    .contains("open in another process")
                    .doesNotContain("\tat ");
            assertThat(new Operator(server.uri()).get("/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void a_lost_keyset_is_not_replaced_by_a_new_one() throws Exception {
        try (var server = ServerProcess.start(folder, JVM)) {
            new Operator(server.uri()).provision("a", "z", Map.of("kubeconfigContents", "secret"));
        }
        Path keyset = folder.resolve("accounts.db.keyset.json");
        java.nio.file.Files.delete(keyset);
        try (var again = io.dynamicaccounts.local.demo.ChildProcess.start(
                folder.resolve("again.log"),
                List.of(),
                List.of(
                        "serve",
                        "--port",
                        "0",
                        "--database",
                        folder.resolve("accounts.db").toString()))) {
            assertThat(again.ended()).isEqualTo(1);
        }
        assertThat(keyset).doesNotExist();
        assertThat(folder.resolve("again.log")).content().contains("keyset").doesNotContain("\tat ");
    }

    @Test
    void sockets_left_open_do_not_hold_up_the_end() throws Exception {
        try (var server = ServerProcess.start(folder, JVM);
                var idle = new Socket(server.uri().getHost(), server.uri().getPort());
                var kept = new RawHttp(server.uri())) {
            assertThat(kept.send(Request.of("GET", "/health")).status()).isEqualTo(200);
            long begun = System.nanoTime();
            assertThat(server.stop()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
            assertThat(idle.isConnected()).isTrue();
        }
    }
}
