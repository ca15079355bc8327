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
 * <p>A write that was answered survives the end of the process and a loss of power. All writes go through one thread that commits
 * together what waits together; callers may be virtual threads, and any number of them. A call waits a bounded time and then
 * throws {@link io.dynamicaccounts.functions.store.StoreUnavailable}, as does every call once the store is closed.
 *
 * <p>Beside the file lie SQLite's own {@code -wal} and {@code -shm} while it is open, and {@code -lock}, by which a second
 * process is refused. All are created with mode 600.
 */
public final class SqliteStore implements Store {

    /** How long a caller waits: longer than a slow disk's sync, and shorter than a client would. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Reading the whole file takes a while. */
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
                new SqliteObservations(writer, readers),
                new SqliteHistory(writer, readers),
                new SqliteAssignments(writer, readers, clock),
                new SqliteZones(writer, readers),
                new SqliteHeartbeats(writer, readers),
                new SqliteDeclarations(writer, readers),
                new SqliteSweepMarks(writer, readers),
                new SqliteInstallations(writer, readers));
    }

    /** The store in this file, on the system's clock; see {@link #open(Path, InstantSource)}. */
    public static SqliteStore open(Path file) {
        return open(file, InstantSource.system());
    }

    /**
     * The store in this file, which is created where there is none, with its directory, and migrated to the schema of this
     * program where it is older.
     *
     * @param clock by which the age of tombstones of assignments is told
     * @throws UnusableDatabase when the file is of a newer schema, no database of ours, damaged, open elsewhere, or not accessible
     */
    public static SqliteStore open(Path file, InstantSource clock) {
        return open(file, clock, PATIENCE);
    }

    /**
     * The store in this file to be read and not written, beside a process that may have it open: that one is neither held up nor
     * seen half-way.
     *
     * @throws UnusableDatabase when there is no such file, or it is of another schema than this program's, no database of ours, or
     *     not accessible
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
                // Whoever waits for a lock inside SQLite holds up all who wait behind: give up in time to tell them.
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

    /** One name for one file: two links to it must not be two stores. */
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

    /** What SQLite finds wrong with the file when it reads all of it; empty when nothing is. */
    public List<String> integrityCheck() {
        return readers
                .read(sql -> sql.all("PRAGMA integrity_check", row -> row.text("integrity_check")), PATIENCE_OF_A_CHECK)
                .stream()
                .filter(finding -> !finding.equals("ok"))
                .map(SqliteFailure::finding)
                .toList();
    }

    /** By way of the writer: what answers reads but takes no write is of no use. Nor is a file of which a part cannot be read. */
    @Override
    public void ping() {
        if (readers.foundDamage() || writer.foundDamage()) {
            throw SqliteFailure.damaged(null);
        }
        writer.write(sql -> sql.one("SELECT count(*) AS marks FROM sweep_mark", row -> row.number("marks")));
    }

    /** Writes what is waiting, and lets the file go. Closing it again does nothing. */
    @Override
    public void close() {
        readers.close();
        writer.close();
        claim.close();
    }
}
