package io.dynamicaccounts.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes, on the one connection that may write.
 *
 * <p>All waiting writes are written in one transaction and made durable by one sync of the disk before any caller is
 * answered: an answer means that the write survives a crash. A statement that fails alone fails for its own caller
 * alone; when the transaction is lost, all its callers get the failure.
 */
final class Writer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** Several batches of the greatest number of requests that are usually under way. */
    private static final int WAITING = 4_096;
    /** Bounds how long the first write of a batch waits for the last; far more writes than make a sync worthwhile. */
    private static final int BATCH = 256;

    private final Sql sql;
    private final Duration patience;
    private final WorkQueue inbox = new WorkQueue(WAITING);
    private final Thread thread;

    /** Whether a write ever found the file damaged; remains true. */
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
     * Runs the work in a transaction, which is durable when this method returns. Work of several writes uses {@link
     * Sql#together}.
     *
     * @throws io.dynamicaccounts.functions.store.StoreUnavailable when the database cannot write, or not in time
     */
    <T> T write(DatabaseWork<T> work) {
        return inbox.ask(work, patience);
    }

    /** Returns how many pieces of work have not begun. */
    int waiting() {
        return inbox.size();
    }

    /** Returns whether a write ever found the file damaged. */
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
            // This thread is never interrupted.
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
            // Errors are caught too, because a process without a writer would run on without any use.
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
            // The transaction never began, or SQLite rolled it back by itself.
            LOG.debug("nothing to roll back: {}", e.getMessage());
        }
    }

    /** Completes the waiting writes, and closes the connection. */
    @Override
    public void close() {
        inbox.close();
        DatabaseThreads.join(thread);
    }
}
