package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The work of one caller for a database thread, which first runs the work and later answers the caller. */
final class QueuedWork<T> {

    private final DatabaseWork<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final AtomicBoolean claimed = new AtomicBoolean();

    /** Answers the caller with the result of the work. */
    private Runnable answering = () -> {};

    QueuedWork(DatabaseWork<T> work) {
        this.work = work;
    }

    /**
     * Returns true for the first call only: of the database thread that runs the work, or of the caller who no longer
     * waits.
     */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /**
     * Runs the work and keeps the result, or a failure of this work alone, for {@link #answer()}.
     *
     * @throws SQLException when the whole transaction is lost
     */
    void run(Sql sql) throws SQLException {
        if (!claim()) {
            return;
        }
        try {
            T result = work.on(sql);
            answering = () -> answer.complete(result);
        } catch (SQLException e) {
            if (SqliteFailure.takesTheTransaction(e)) {
                throw e;
            }
            fails(SqliteFailure.of(e));
        } catch (RuntimeException e) {
            fails(e);
        }
    }

    private void fails(RuntimeException e) {
        answering = () -> answer.completeExceptionally(e);
    }

    /** Answers the caller with the result of the work. */
    void answer() {
        answering.run();
    }

    /** Answers the caller with this failure, whatever the result of the work. */
    void fail(RuntimeException e) {
        answer.completeExceptionally(e);
    }

    /**
     * Waits for the answer.
     *
     * @throws StoreUnavailable when there is no answer in time
     */
    T await(Duration patience) throws InterruptedException {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            claim();
            throw SqliteFailure.unavailable("the database did not answer in time", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
