package io.dynamicaccounts.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which table, and how it is asked.
 *
 * @param table its name
 * @param endpoint what speaks DynamoDB's protocol; empty for the service of the region that the environment names
 * @param historyKept how long past transitions are kept, counted from each: a later change is of no effect on those written
 * @param remaining how long a call may take from now; asked before each
 */
public record DynamoDbSettings(
        String table, Optional<URI> endpoint, Duration historyKept, Supplier<Duration> remaining) {

    /** How long a call may take where nothing else bounds it: longer than a few repeats, and shorter than a client waits. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The table of this name, with {@link #PATIENCE}. */
    public static DynamoDbSettings of(String table, Optional<URI> endpoint, Duration historyKept) {
        return new DynamoDbSettings(table, endpoint, historyKept, () -> PATIENCE);
    }
}
