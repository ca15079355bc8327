package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StorePorts;
import io.dynamicaccounts.functions.transition.Parallel;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The stores on one DynamoDB table, which any number of processes share.
 *
 * <p>Every transition of an account is one conditional write, without a read before the write and without a
 * transaction. Only backups and adoptions scan the table, and no request waits for a scan. The table itself deletes
 * past transitions, replaced and deleted credentials, and tombstones of assignments once they expire.
 */
public final class DynamoDbStore implements Store {

    /** The number of batches of one call that are under way at a time. */
    private static final int PARALLEL_BATCHES = 8;

    private final Table table;
    private final StorePorts ports;

    DynamoDbStore(DynamoDbClient client, DynamoDbSettings settings, InstantSource clock) {
        this.table = new Table(client, settings.table(), settings.remaining(), Parallel.bounded(PARALLEL_BATCHES));
        var tokens = new WriterTokens();
        this.ports = new StorePorts(
                new DynamoDbAccounts(table),
                new DynamoDbNames(table),
                new DynamoDbDefinitions(table),
                new DynamoDbCredentials(table, settings.historyKept()),
                new DynamoDbObservations(table),
                new DynamoDbHistory(table, settings.historyKept()),
                new DynamoDbAssignments(table, tokens, clock),
                new DynamoDbZones(table, tokens),
                new DynamoDbHeartbeats(table, tokens),
                new DynamoDbDeclarations(table),
                new DynamoDbMigrationMarks(table),
                new DynamoDbSweepMarks(table),
                new DynamoDbInstallations(table, tokens));
    }

    /** Opens the store on an existing table, on the system's clock, without a request yet. */
    public static DynamoDbStore open(DynamoDbSettings settings) {
        return new DynamoDbStore(Clients.of(settings).build(), settings, InstantSource.system());
    }

    /**
     * Creates the table or its missing parts, and returns whether any part was missing. May be repeated at any time.
     *
     * @throws UnusableTable when there is a table of this name and of another layout
     * @see TableDefinition
     */
    public boolean createTable() {
        return DynamoDbFailure.translated(new TableCreation(table.client(), table.name())::complete);
    }

    /**
     * Checks that the table has this program's layout.
     *
     * @throws UnusableTable when the table is missing, or of another layout
     */
    public void checkTable() {
        DynamoDbFailure.translated(() -> {
            TableDefinition.check(table.client(), table.name());
            return table;
        });
    }

    Table table() {
        return table;
    }

    @Override
    public StorePorts ports() {
        return ports;
    }

    @Override
    public void ping() {
        table.get(ItemKey.sweepMark());
    }

    @Override
    public void close() {
        table.client().close();
    }
}
