package io.dynamicaccounts.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few threads that read, each on a connection of its own. A read sees everything that was committed before it began, and so
 * every write that anybody was told of.
 */
final class Readers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private static final int WAITING = 4_096;

    private final Duration patience;
    private final WorkQueue inbox = new WorkQueue(WAITING);
    private final List<Thread> threads;

    /** Never false again. */
    private volatile boolean damaged;

    private Readers(List<Sql> connections, Duration patience) {
        this.patience = patience;
        this.threads = Stream.iterate(0, i -> i < connections.size(), i -> i + 1)
                .map(i -> Thread.ofPlatform()
                        .name("sqlite-reader-" + i)
                        .daemon()
                        .unstarted(() -> work(connections.get(i))))
                .toList();
    }

    static Readers start(List<Sql> connections, Duration patience) {
        var readers = new Readers(connections, patience);
        readers.threads.forEach(Thread::start);
        return readers;
    }

    /** @throws io.dynamicaccounts.functions.store.StoreUnavailable when the database cannot say, or not in time */
    <T> T read(DatabaseWork<T> work) {
        return read(work, patience);
    }

    <T> T read(DatabaseWork<T> work, Duration patient) {
        return inbox.ask(work, patient);
    }

    /** Whether a read ever found the file damaged. */
    boolean foundDamage() {
        return damaged;
    }

    private void work(Sql sql) {
        try (sql) {
            for (List<QueuedWork<?>> one = inbox.take(1); !one.isEmpty(); one = inbox.take(1)) {
                run(one.getFirst(), sql);
            }
        } catch (SQLException e) {
            LOG.warn("could not close a connection in order; nothing is lost", e);
        } catch (InterruptedException e) {
            // Nobody interrupts these threads.
            throw new IllegalStateException(e);
        }
    }

    private void run(QueuedWork<?> job, Sql sql) {
        try {
            job.run(sql);
            job.answer();
        } catch (SQLException | Error e) {
            // Even an error: with every reader gone the process would be alive and useless.
            LOG.warn("a read failed", e);
            if (SqliteFailure.isDamage(e)) {
                damaged = true;
            }
            job.fail(SqliteFailure.of("the database failed", e));
        }
    }

    /** Answers what is waiting, and closes the connections. */
    @Override
    public void close() {
        inbox.close();
        threads.forEach(DatabaseThreads::join);
    }
}
