package io.dynamicaccounts.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes, on the one connection that may.
 *
 * <p>Whatever waits is written in one transaction and made durable by one sync of the disk, and only then is anybody answered: an
 * answer means that the write survives a crash. A statement that fails alone fails for its own caller alone; when the
 * transaction is lost, all of it are told so.
 */
final class Writer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** Several batches of the greatest number of requests that are usually under way. */
    private static final int WAITING = 4_096;
    /** Bounds how long the first of a batch waits for the last; far above what a sync needs to pay for itself. */
    private static final int BATCH = 256;

    private final Sql sql;
    private final Duration patience;
    private final WorkQueue inbox = new WorkQueue(WAITING);
    private final Thread thread;

    /** Never false again. */
    private volatile boolean damaged;

    private Writer(Sql sql, Duration patience) {
        this.sql = sql;
        this.patience = patience;
        this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().unstarted(this::work);
    }

    static Writer start(Sql sql, Duration patience) {
        var writer = new Writer(sql, patience);
        writer.thread.start();
        return writer;
    }

    /**
     * Does the work in a transaction; durable when this returns. Work of several writes does them {@link Sql#together}.
     *
     * @throws io.dynamicaccounts.functions.store.StoreUnavailable when the database cannot do it, or cannot do it in time
     */
    <T> T write(DatabaseWork<T> work) {
        return inbox.ask(work, patience);
    }

    /** How many callers' work is not begun. */
    int waiting() {
        return inbox.size();
    }

    /** Whether a write ever found the file damaged. */
    boolean foundDamage() {
        return damaged;
    }

    private void work() {
        try (sql) {
            for (List<QueuedWork<?>> batch = inbox.take(BATCH); !batch.isEmpty(); batch = inbox.take(BATCH)) {
                commit(batch);
            }
        } catch (SQLException e) {
            LOG.warn("could not close the database in order; nothing that was answered is lost", e);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
            throw new IllegalStateException(e);
        }
    }

    private void commit(List<QueuedWork<?>> batch) {
        try {
            sql.execute("BEGIN IMMEDIATE");
            for (QueuedWork<?> job : batch) {
                job.run(sql);
            }
            sql.execute("COMMIT");
        } catch (SQLException | RuntimeException | Error e) {
            // Even an error: a writer that is gone would leave the process alive and useless.
            LOG.warn("a batch of {} writes was not committed", batch.size(), e);
            rollBack();
            if (SqliteFailure.isDamage(e)) {
                damaged = true;
            }
            batch.forEach(job -> job.fail(SqliteFailure.of("the database could not commit", e)));
            return;
        }
        batch.forEach(QueuedWork::answer);
    }

    private void rollBack() {
        try {
            sql.execute("ROLLBACK");
        } catch (SQLException e) {
            // It never began, or SQLite rolled back by itself.
            LOG.debug("nothing to roll back: {}", e.getMessage());
        }
    }

    /** Writes what is waiting, and closes the connection. */
    @Override
    public void close() {
        inbox.close();
        DatabaseThreads.join(thread);
    }
}
