package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.Declarations;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.History;
import io.dynamicaccounts.functions.store.Installations;
import io.dynamicaccounts.functions.store.Observations;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.SweepMarks;
import io.dynamicaccounts.functions.store.Zones;
import io.dynamicaccounts.functions.transition.Parallel;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The stores on one DynamoDB table, which any number of processes share.
 *
 * <p>Every transition of an account is one conditional write, with no read before it and no transaction; nothing that a request
 * waits for scans the table: backups and adoptions do. Past transitions and tombstones of assignments are deleted by the table itself once they expire.
 */
public final class DynamoDbStore implements Store {

    /** Batches of reads or writes of one call that are under way at a time. */
    private static final int PARALLEL_BATCHES = 8;

    private final Table table;
    private final Accounts accounts;
    private final AccountNames names;
    private final Definitions definitions;
    private final Observations observations;
    private final History history;
    private final Assignments assignments;
    private final Zones zones;
    private final Heartbeats heartbeats;
    private final Declarations declarations;
    private final SweepMarks sweepMarks;
    private final Installations installations;

    DynamoDbStore(DynamoDbClient client, DynamoDbSettings settings, InstantSource clock) {
        this.table = new Table(client, settings.table(), settings.remaining(), Parallel.bounded(PARALLEL_BATCHES));
        var tokens = new WriterTokens();
        this.accounts = new DynamoDbAccounts(table);
        this.names = new DynamoDbNames(table);
        this.definitions = new DynamoDbDefinitions(table);
        this.observations = new DynamoDbObservations(table);
        this.history = new DynamoDbHistory(table, settings.historyKept());
        this.assignments = new DynamoDbAssignments(table, tokens, clock);
        this.zones = new DynamoDbZones(table, tokens);
        this.heartbeats = new DynamoDbHeartbeats(table, tokens);
        this.declarations = new DynamoDbDeclarations(table);
        this.sweepMarks = new DynamoDbSweepMarks(table);
        this.installations = new DynamoDbInstallations(table, tokens);
    }

    /** The store on this table, which must be there, on the system's clock; nothing is asked yet. */
    public static DynamoDbStore open(DynamoDbSettings settings) {
        return new DynamoDbStore(Clients.of(settings).build(), settings, InstantSource.system());
    }

    /**
     * Creates the table, or what is missing of it; whether anything was. May be repeated at any time.
     *
     * @throws UnusableTable when there is one of its name and of another layout
     * @see TableDefinition
     */
    public boolean createTable() {
        return DynamoDbFailure.translated(new TableCreation(table.client(), table.name())::complete);
    }

    /**
     * Looks whether the table is ours.
     *
     * @throws UnusableTable when it is not there, or of another layout
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
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public AccountNames names() {
        return names;
    }

    @Override
    public Definitions definitions() {
        return definitions;
    }

    @Override
    public Observations observations() {
        return observations;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Assignments assignments() {
        return assignments;
    }

    @Override
    public Zones zones() {
        return zones;
    }

    @Override
    public Heartbeats heartbeats() {
        return heartbeats;
    }

    @Override
    public Declarations declarations() {
        return declarations;
    }

    @Override
    public SweepMarks sweepMarks() {
        return sweepMarks;
    }

    @Override
    public Installations installations() {
        return installations;
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
