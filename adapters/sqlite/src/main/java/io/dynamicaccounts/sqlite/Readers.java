package io.dynamicaccounts.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few threads that read, each with its own connection. A read sees everything that was committed before the read
 * began, and so every write that was answered.
 */
final class Readers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private static final int WAITING = 4_096;

    private final Duration patience;
    private final WorkQueue inbox = new WorkQueue(WAITING);
    private final List<Thread> threads;

    /** Whether a read ever found the file damaged; remains true. */
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

    /**
     * Runs the work on one of the threads.
     *
     * @throws io.dynamicaccounts.functions.store.StoreUnavailable when the database cannot answer, or not in time
     */
    <T> T read(DatabaseWork<T> work) {
        return read(work, patience);
    }

    <T> T read(DatabaseWork<T> work, Duration patient) {
        return inbox.ask(work, patient);
    }

    /** Returns whether a read ever found the file damaged. */
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
            // These threads are never interrupted.
            throw new IllegalStateException(e);
        }
    }

    private void run(QueuedWork<?> job, Sql sql) {
        try {
            job.run(sql);
            job.answer();
        } catch (SQLException | Error e) {
            // Errors are caught too, because a process without readers would run on without any use.
            LOG.warn("a read failed", e);
            if (SqliteFailure.isDamage(e)) {
                damaged = true;
            }
            job.fail(SqliteFailure.of("the database failed", e));
        }
    }

    /** Answers the waiting reads, and closes the connections. */
    @Override
    public void close() {
        inbox.close();
        threads.forEach(DatabaseThreads::join);
    }
}
