package io.dynamicaccounts.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The settings of a store on a table.
 *
 * @param table the name of the table
 * @param endpoint a server of DynamoDB's protocol; empty for the service of the region that the environment names
 * @param historyKept how long each past transition is kept; a later change of the setting has no effect on written
 *     transitions
 * @param remaining how long a call may take from now, asked before each call
 */
public record DynamoDbSettings(
        String table, Optional<URI> endpoint, Duration historyKept, Supplier<Duration> remaining) {

    /**
     * How long a call may take without another bound: longer than a few repeats, and shorter than a client's timeout.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Returns the settings for the table of this name, with {@link #PATIENCE}. */
    public static DynamoDbSettings of(String table, Optional<URI> endpoint, Duration historyKept) {
        return new DynamoDbSettings(table, endpoint, historyKept, () -> PATIENCE);
    }
}
