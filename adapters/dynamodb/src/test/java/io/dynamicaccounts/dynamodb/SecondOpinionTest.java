package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;

/**
 * Tests operations that dynalite does not have against another server of the protocol, moto. On a machine without
 * moto this test is skipped.
 */
class SecondOpinionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Process server;
    private static URI endpoint;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Machine.runs("moto_server", "--help"), "no moto_server on this machine");
        int port = Machine.freePort();
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

    private static DynamoDbSettings freshTable() {
        return new DynamoDbSettings(
                "accounts-" + UUID.randomUUID(), Optional.of(endpoint), Duration.ofDays(30), () -> PATIENCE);
    }

    private static void createdBy(DynamoDbSettings settings, Wire wire) {
        try (var store = TestServer.store(settings, InstantSource.system(), wire)) {
            assertThat(store.createTable()).as("anything was missing").isTrue();
            store.checkTable();
            assertThat(store.createTable()).as("once more").isFalse();
        }
        try (DynamoDbClient client = Clients.of(settings).build()) {
            assertThatItExpiresItemsAndCanBeRestored(client, settings.table());
        }
    }

    private static void assertThatItExpiresItemsAndCanBeRestored(DynamoDbClient client, String table) {
        var expiry =
                client.describeTimeToLive(describe -> describe.tableName(table)).timeToLiveDescription();
        assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(expiry.attributeName()).isEqualTo(ItemAttribute.EXPIRES);
        var recovery = client.describeContinuousBackups(describe -> describe.tableName(table))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
        assertThat(recovery.pointInTimeRecoveryStatusAsString()).isEqualTo("ENABLED");
    }

    @Test
    void a_table_that_is_created_expires_items_and_can_be_restored_to_any_second() {
        createdBy(freshTable(), Wire.PLAIN);
    }

    @Test
    void a_table_whose_creation_ended_after_the_first_call_is_completed() {
        DynamoDbSettings settings = freshTable();
        try (DynamoDbClient client = Clients.of(settings).build()) {
            client.createTable(TableDefinition.request(settings.table()));
        }
        createdBy(settings, Wire.PLAIN);
    }

    @Test
    void a_table_whose_creation_ended_before_the_last_call_is_completed() {
        DynamoDbSettings settings = freshTable();
        try (DynamoDbClient client = Clients.of(settings).build()) {
            client.createTable(TableDefinition.request(settings.table()));
            client.updateTimeToLive(update -> update.tableName(settings.table())
                    .timeToLiveSpecification(expiry -> expiry.enabled(true).attributeName(ItemAttribute.EXPIRES)));
        }
        createdBy(settings, Wire.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups"})
    void a_lost_answer_leaves_no_part_of_a_table_out(String operation) {
        createdBy(freshTable(), Wire.with(Faults.onceAt(operation, Faults.Fault.DROPPED_AFTER)));
    }

    @Test
    void the_creation_waits_until_backups_are_prepared() {
        createdBy(freshTable(), Wire.with(new BackupsInPreparation()));
    }

    /** Answers as the service does for some seconds after a table was created. */
    private static final class BackupsInPreparation implements ExecutionInterceptor {

        private final AtomicBoolean prepared = new AtomicBoolean();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof UpdateContinuousBackupsRequest && !prepared.getAndSet(true)) {
                throw ContinuousBackupsUnavailableException.builder()
                        .message("on purpose")
                        .build();
            }
        }
    }
}
