package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * What dynalite does not know, asked of another server that speaks the protocol: moto's, where a machine happens to have it. Nothing
 * else needs it, and where it is not, this is skipped.
 */
class SecondOpinionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Process server;
    private static URI endpoint;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isThere(), "no moto_server on this machine");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        endpoint = URI.create("http://127.0.0.1:" + port);
        server = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "moto.txt").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            Assumptions.assumeTrue(
                    server.isAlive() && System.nanoTime() < end, "moto_server does not start: see target/moto.txt");
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("moto_server", "--help")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.destroyForcibly();
        }
    }

    @Test
    void a_table_that_is_created_expires_items_and_can_be_restored_to_any_second() {
        var settings = new DynamoDbSettings("accounts", Optional.of(endpoint), Duration.ofDays(30), () -> PATIENCE);
        try (var store = DynamoDbStore.open(settings);
                DynamoDbClient client = Clients.of(settings).build()) {
            assertThat(store.createTable()).isTrue();
            store.checkTable();
            assertThat(store.createTable()).as("once more").isFalse();

            var expiry = client.describeTimeToLive(describe -> describe.tableName("accounts"))
                    .timeToLiveDescription();
            assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
            assertThat(expiry.attributeName()).isEqualTo(Name.EXPIRES);
            var recovery = client.describeContinuousBackups(describe -> describe.tableName("accounts"))
                    .continuousBackupsDescription()
                    .pointInTimeRecoveryDescription();
            assertThat(recovery.pointInTimeRecoveryStatusAsString()).isEqualTo("ENABLED");
        }
    }
}
