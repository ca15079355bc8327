package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One caller's work on its way through a database thread: first run, later answered. */
final class QueuedWork<T> {

    private final DatabaseWork<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final AtomicBoolean claimed = new AtomicBoolean();

    /** What the caller is told once it may be told. */
    private Runnable verdict = () -> {};

    QueuedWork(DatabaseWork<T> work) {
        this.work = work;
    }

    /** True for the first who asks: the database thread that runs the job, or the caller who gave it up before. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /**
     * Does the work and keeps the result, or the failure if it is of this work alone, for {@link #answer()}.
     *
     * @throws SQLException when the whole transaction is lost
     */
    void run(Sql sql) throws SQLException {
        if (!claim()) {
            return;
        }
        try {
            T result = work.on(sql);
            verdict = () -> answer.complete(result);
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
        verdict = () -> answer.completeExceptionally(e);
    }

    /** Tells the caller what became of the work. */
    void answer() {
        verdict.run();
    }

    /** Tells the caller that it failed, whatever became of the work. */
    void fail(RuntimeException e) {
        answer.completeExceptionally(e);
    }

    /** @throws StoreUnavailable when there is no answer in time */
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
