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
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The server of DynamoDB's protocol for the tests: the endpoint of the system property {@value #ENDPOINT_PROPERTY},
 * which {@code -Plocalstack} sets, else of {@code DYNAMODB_ENDPOINT}, else dynalite on a machine with Node.js. Without
 * a server, the tests are skipped and the build states it; with {@code DYNAMODB_TESTS=required} the tests fail.
 *
 * @see NeedsTestServer
 */
public final class TestServer {

    /** The system property that names the endpoint of a server that is already running. */
    static final String ENDPOINT_PROPERTY = "dynamodb.endpoint";

    /** The system property that states why the server that was asked for is missing; no other one replaces it. */
    static final String MISSING_PROPERTY = "dynamodb.missing";

    private static final String NO_SERVER =
            "no Node.js with npm and no DYNAMODB_ENDPOINT: nothing was tested against DynamoDB's protocol";

    /**
     * How long a call may take: in some tests thousands of virtual threads call a server with one processor at once.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    /** The note of skipped tests, which the build prints at its end. */
    static final Path SKIPPED = Path.of("target", "skipped.txt");

    private static final String PREFIX = "test-" + ProcessHandle.current().pid() + "-";
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final Queue<String> CREATED = new ConcurrentLinkedQueue<>();

    /** The server of a process, which is started once for all tests. */
    private static final Server SERVER = find();

    /** A server at an endpoint, or the reason why there is none. */
    private sealed interface Server {
        record At(URI endpoint) implements Server {}

        record Missing(String reason) implements Server {}
    }

    private TestServer() {}

    private static Server find() {
        try {
            Files.deleteIfExists(SKIPPED);
            Server found = choose();
            if (found instanceof Server.Missing(String reason)) {
                Files.writeString(SKIPPED, reason);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Server choose() throws IOException, InterruptedException {
        String missing = System.getProperty(MISSING_PROPERTY);
        if (missing != null) {
            return new Server.Missing(missing);
        }
        String given = System.getProperty(ENDPOINT_PROPERTY, System.getenv("DYNAMODB_ENDPOINT"));
        if (given != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(TestServer::deleteTables));
            return new Server.At(URI.create(given));
        }
        return Dynalite.isPossible() ? new Server.At(Dynalite.start()) : new Server.Missing(NO_SERVER);
    }

    /** Returns why there is no server, where tests are skipped without one. */
    static Optional<String> reasonToSkip() {
        return SERVER instanceof Server.Missing(String reason) && !isRequired()
                ? Optional.of(reason)
                : Optional.empty();
    }

    private static boolean isRequired() {
        return "required".equals(System.getenv("DYNAMODB_TESTS"));
    }

    /** Returns the endpoint of the server, or skips the calling test without a server. */
    public static URI endpoint() {
        return switch (SERVER) {
            case Server.At(URI endpoint) -> endpoint;
            case Server.Missing(String reason)
            when isRequired() ->
                throw new IllegalStateException("DYNAMODB_TESTS=required, and there is no server: " + reason);
            case Server.Missing(String reason) -> Assumptions.abort(reason);
        };
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
            CREATED.forEach(name -> deleteTable(client, name));
        }
    }

    private static void deleteTable(DynamoDbClient client, String name) {
        try {
            client.deleteTable(delete -> delete.tableName(name));
        } catch (ResourceNotFoundException neverCreated) {
            // A test took the name, and tested that nobody creates the table.
        }
    }
}
