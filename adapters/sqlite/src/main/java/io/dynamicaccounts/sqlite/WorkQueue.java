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
 * Where callers, usually on virtual threads, leave work for the platform threads that own the connections: a call into SQLite
 * cannot unmount a virtual thread, so callers never make one.
 *
 * <p>It is bounded, and so is every wait: who cannot be served in time is told {@link StoreUnavailable} instead of queueing on.
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
     * The result of the work, once a database thread answered.
     *
     * @throws StoreUnavailable when that takes longer than the patience, or the inbox is closed
     */
    <T> T ask(DatabaseWork<T> work, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        var job = new QueuedWork<T>(work);
        try {
            put(job, patience);
            return job.await(Duration.ofNanos(deadline - System.nanoTime()));
        } catch (InterruptedException e) {
            job.claim();
            Thread.currentThread().interrupt();
            throw SqliteFailure.unavailable("interrupted while waiting for the database", e);
        }
    }

    private void put(QueuedWork<?> job, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
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

    /** Waits for work: up to {@code most} jobs in the order in which they came; none once the inbox is closed and empty. */
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

    /** Takes nothing more; what is there is still done. */
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
