package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StorePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The stores on one SQLite file, for the one process that has it open: the default of a local run.
 *
 * <p>A write that was answered survives the end of the process and a loss of power. All writes go through one thread
 * that commits all waiting writes together; any number of callers, also virtual threads, may call the store. A call
 * waits a bounded time and then throws {@link io.dynamicaccounts.functions.store.StoreUnavailable}, as does every
 * call once the store is closed.
 *
 * <p>Beside the file are SQLite's own files {@code -wal} and {@code -shm} while the store is open, and {@code -lock},
 * by which a second process is refused. All are created with mode 600.
 */
public final class SqliteStore implements Store {

    /** How long a caller waits: longer than a sync of a slow disk, and shorter than a client's timeout. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a caller waits for a check, which reads the whole file. */
    private static final Duration PATIENCE_OF_A_CHECK = Duration.ofMinutes(10);

    static final String COUNT_BY_STANDING = "SELECT standing, count(*) AS accounts FROM accounts GROUP BY standing";

    private final DatabaseLock claim;
    private final Writer writer;
    private final Readers readers;
    private final StorePorts ports;

    private SqliteStore(DatabaseLock claim, Connections connections, InstantSource clock, Duration patience) {
        this.claim = claim;
        this.writer = Writer.start(connections.writing(), patience);
        this.readers = Readers.start(connections.reading(), patience);
        this.ports = new StorePorts(
                new SqliteAccounts(writer, readers),
                new SqliteNames(writer, readers),
                new SqliteDefinitions(writer, readers),
                new SqliteCredentials(writer, readers),
                new SqliteObservations(writer, readers),
                new SqliteHistory(writer, readers),
                new SqliteAssignments(writer, readers, clock),
                new SqliteZones(writer, readers),
                new SqliteHeartbeats(writer, readers),
                new SqliteDeclarations(writer, readers),
                new SqliteMigrationMarks(writer, readers),
                new SqliteSweepMarks(writer, readers),
                new SqliteInstallations(writer, readers));
    }

    /** Opens the store in this file, on the system's clock; see {@link #open(Path, InstantSource)}. */
    public static SqliteStore open(Path file) {
        return open(file, InstantSource.system());
    }

    /**
     * Opens the store in this file. A missing file is created, with its directory, and a file of an older schema is
     * migrated to the schema of this program.
     *
     * @param clock the clock for the age of tombstones of assignments
     * @throws UnusableDatabase when the file is of a newer schema, no database of this program, damaged, in use, or
     *     not accessible
     */
    public static SqliteStore open(Path file, InstantSource clock) {
        return open(file, clock, PATIENCE);
    }

    /**
     * Opens the store in this file for reading only, beside a process that may have the file open. That process is
     * not delayed, and its writes are seen as a whole or not at all.
     *
     * @throws UnusableDatabase when the file is missing, of another schema than this program's, no database of this
     *     program, or not accessible
     */
    public static SqliteStore openForReading(Path file) {
        try {
            Path path = realPath(file);
            if (!Files.exists(path)) {
                throw new UnusableDatabase.Inaccessible(file, "it does not exist", null);
            }
            return new SqliteStore(
                    DatabaseLock.NONE,
                    Connections.openForReading(path, PATIENCE.dividedBy(2)),
                    InstantSource.system(),
                    PATIENCE);
        } catch (IOException e) {
            throw new UnusableDatabase.Inaccessible(file, e.toString(), e);
        }
    }

    static SqliteStore open(Path file, InstantSource clock, Duration patience) {
        try {
            Path path = realPath(file);
            DatabaseLock claim = DatabaseLock.on(path);
            boolean done = false;
            try {
                PrivateFiles.create(path);
                // A wait for a lock inside SQLite delays all waiting callers, and must end in time to answer them.
                var store = new SqliteStore(claim, Connections.open(path, patience.dividedBy(2)), clock, patience);
                done = true;
                return store;
            } finally {
                if (!done) {
                    claim.close();
                }
            }
        } catch (IOException e) {
            throw new UnusableDatabase.Inaccessible(file, e.toString(), e);
        }
    }

    /** Returns the one real name of a file, because two links to a file must not be two stores. */
    private static Path realPath(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (absolute.toString().contains("?")) {
            throw new UnusableDatabase.Inaccessible(
                    file, "the driver does not allow a question mark in its path", null);
        }
        if (Files.isDirectory(absolute)) {
            throw new UnusableDatabase.Inaccessible(file, "it is a directory", null);
        }
        if (Files.exists(absolute)) {
            return absolute.toRealPath();
        }
        Path directory = Objects.requireNonNull(absolute.getParent(), "a file has a directory");
        Files.createDirectories(directory);
        return directory.toRealPath().resolve(absolute.getFileName());
    }

    @Override
    public StorePorts ports() {
        return ports;
    }

    @Override
    public Optional<Map<VisibleState, Long>> countByState() {
        var counts = new EnumMap<VisibleState, Long>(VisibleState.class);
        for (VisibleState state : VisibleState.values()) {
            counts.put(state, 0L);
        }
        readers.read(sql -> sql.all(
                        COUNT_BY_STANDING,
                        row -> Map.entry(Coded.of(AccountState.class, row.text("standing")), row.number("accounts"))))
                .forEach(found -> found.getKey()
                        .visibleState()
                        .ifPresent(state -> counts.merge(state, found.getValue(), Long::sum)));
        return Optional.of(counts);
    }

    /** Reads the whole file and returns the damage that SQLite finds; empty when there is none. */
    public List<String> integrityCheck() {
        return readers
                .read(sql -> sql.all("PRAGMA integrity_check", row -> row.text("integrity_check")), PATIENCE_OF_A_CHECK)
                .stream()
                .filter(finding -> !finding.equals("ok"))
                .map(SqliteFailure::finding)
                .toList();
    }

    /**
     * Asks the writer, because a store that reads and cannot write is of no use. Fails also when a part of the file
     * was found damaged.
     */
    @Override
    public void ping() {
        if (readers.foundDamage() || writer.foundDamage()) {
            throw SqliteFailure.damaged(null);
        }
        writer.write(sql -> sql.one("SELECT count(*) AS marks FROM sweep_mark", row -> row.number("marks")));
    }

    /** Completes the waiting writes and closes the file. Does nothing the second time. */
    @Override
    public void close() {
        readers.close();
        writer.close();
        claim.close();
    }
}
