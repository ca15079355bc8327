package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes work of callers, usually on virtual threads, to the platform threads that own the connections: a virtual
 * thread cannot be unmounted in a call into SQLite, so that callers never make such a call.
 *
 * <p>The queue is bounded, and so is every wait: a caller who cannot be served in time gets {@link StoreUnavailable}.
 */
final class WorkQueue {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final Deque<QueuedWork<?>> jobs = new ArrayDeque<>();
    private boolean closed;

    WorkQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Passes the work to a database thread and returns the result.
     *
     * @throws StoreUnavailable when the result takes longer than the timeout, or the queue is closed
     */
    <T> T ask(DatabaseWork<T> work, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        var job = new QueuedWork<T>(work);
        try {
            put(job, timeout);
            return job.await(Duration.ofNanos(deadline - System.nanoTime()));
        } catch (InterruptedException e) {
            job.claim();
            Thread.currentThread().interrupt();
            throw SqliteFailure.unavailable("interrupted while waiting for the database", e);
        }
    }

    private void put(QueuedWork<?> job, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (jobs.size() >= capacity && !closed) {
                if (left <= 0) {
                    throw SqliteFailure.unavailable("too much is waiting for the database", null);
                }
                left = taken.awaitNanos(left);
            }
            if (closed) {
                throw SqliteFailure.unavailable("the database is closed", null);
            }
            jobs.add(job);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for work and returns up to {@code most} pieces in the order in which they arrived; none once the queue is
     * closed and empty.
     */
    List<QueuedWork<?>> take(int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (jobs.isEmpty() && !closed) {
                arrived.await();
            }
            var batch = new ArrayList<QueuedWork<?>>();
            while (!jobs.isEmpty() && batch.size() < most) {
                batch.add(jobs.remove());
            }
            taken.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return jobs.size();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses further work. The work in the queue still runs. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
            taken.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
