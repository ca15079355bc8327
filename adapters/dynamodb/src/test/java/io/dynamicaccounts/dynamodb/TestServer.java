package io.dynamicaccounts.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * The server of DynamoDB's protocol for the tests: the endpoint of {@code DYNAMODB_ENDPOINT} (LocalStack's, for
 * example), or dynalite on a machine with Node.js. Without either, the tests are skipped and the build states it;
 * with {@code DYNAMODB_TESTS=required} the tests fail.
 */
public final class TestServer {

    /**
     * How long a call may take: in some tests thousands of virtual threads call a server with one processor at once.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    /** The note of skipped tests, which the build prints at its end. */
    private static final Path SKIPPED = Path.of("target", "skipped.txt");

    private static final String PREFIX = "test-" + ProcessHandle.current().pid() + "-";
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final Queue<String> CREATED = new ConcurrentLinkedQueue<>();

    /** The endpoint of a server that is started once for all tests of a process. */
    private static final Optional<URI> ENDPOINT = find();

    private TestServer() {}

    private static Optional<URI> find() {
        String given = System.getenv("DYNAMODB_ENDPOINT");
        try {
            Files.deleteIfExists(SKIPPED);
            if (given != null) {
                Runtime.getRuntime().addShutdownHook(new Thread(TestServer::deleteTables));
                return Optional.of(URI.create(given));
            }
            if (Dynalite.isPossible()) {
                return Optional.of(Dynalite.start());
            }
            Files.writeString(
                    SKIPPED,
                    "no Node.js with npm and no DYNAMODB_ENDPOINT: nothing was tested against DynamoDB's protocol");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the endpoint of the server, or skips the calling test without a server. */
    public static URI endpoint() {
        if (ENDPOINT.isEmpty() && "required".equals(System.getenv("DYNAMODB_TESTS"))) {
            throw new IllegalStateException(
                    "DYNAMODB_TESTS=required, and there is no Node.js and no DYNAMODB_ENDPOINT");
        }
        Assumptions.assumeTrue(ENDPOINT.isPresent(), "nothing here speaks DynamoDB's protocol");
        return ENDPOINT.get();
    }

    /** Returns a unique name for a table that is not created yet. */
    public static String freshName() {
        String name = PREFIX + TABLES.incrementAndGet();
        CREATED.add(name);
        return name;
    }

    /** Returns a store on a new table. */
    public static DynamoDbStore emptyStore(InstantSource clock) {
        return emptyStore(clock, Wire.PLAIN);
    }

    /** Returns a store on a new table, whose requests use this wire to the server. */
    static DynamoDbStore emptyStore(InstantSource clock, Wire wire) {
        DynamoDbSettings settings = settings(freshName());
        try (DynamoDbClient plain = Clients.of(settings).build()) {
            new TableCreation(plain, settings.table()).complete();
        }
        return store(settings, clock, wire);
    }

    /** Copies all items of one table to a new table, as point-in-time recovery does. */
    public static void copy(String from, String to) {
        try (DynamoDbClient client = Clients.of(settings(from)).build()) {
            new TableCreation(client, to).complete();
            client.scanPaginator(scan -> scan.tableName(from).consistentRead(true)).items().stream()
                    .forEach(item -> client.putItem(put -> put.tableName(to).item(item)));
        }
    }

    static DynamoDbSettings settings(String table) {
        return new DynamoDbSettings(table, Optional.of(endpoint()), Duration.ofDays(30), () -> PATIENCE);
    }

    static DynamoDbStore store(DynamoDbSettings settings, InstantSource clock, Wire wire) {
        DynamoDbClientBuilder builder = Clients.of(settings, wire.around(Clients.http(PATIENCE)));
        var override = builder.overrideConfiguration().toBuilder();
        wire.interceptors().forEach(override::addExecutionInterceptor);
        if (wire.repeats() == Wire.Repeats.NONE) {
            override.retryStrategy(AwsRetryStrategy.doNotRetry());
        }
        return new DynamoDbStore(builder.overrideConfiguration(override.build()).build(), settings, clock);
    }

    private static void deleteTables() {
        try (DynamoDbClient client = Clients.of(settings("any")).build()) {
            for (String name : CREATED) {
                client.deleteTable(delete -> delete.tableName(name));
            }
        }
    }
}
