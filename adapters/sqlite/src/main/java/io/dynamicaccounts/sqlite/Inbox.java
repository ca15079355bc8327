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
final class Inbox {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final Deque<Job<?>> jobs = new ArrayDeque<>();
    private boolean closed;

    Inbox(int capacity) {
        this.capacity = capacity;
    }

    /**
     * The result of the work, once a database thread answered.
     *
     * @throws StoreUnavailable when that takes longer than the patience, or the inbox is closed
     */
    <T> T ask(Work<T> work, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        var job = new Job<T>(work);
        try {
            put(job, patience);
            return job.await(Duration.ofNanos(deadline - System.nanoTime()));
        } catch (InterruptedException e) {
            job.claim();
            Thread.currentThread().interrupt();
            throw Failure.unavailable("interrupted while waiting for the database", e);
        }
    }

    private void put(Job<?> job, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (jobs.size() >= capacity && !closed) {
                if (left <= 0) {
                    throw Failure.unavailable("too much is waiting for the database", null);
                }
                left = taken.awaitNanos(left);
            }
            if (closed) {
                throw Failure.unavailable("the database is closed", null);
            }
            jobs.add(job);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for work: up to {@code most} jobs in the order in which they came; none once the inbox is closed and empty. */
    List<Job<?>> take(int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (jobs.isEmpty() && !closed) {
                arrived.await();
            }
            var batch = new ArrayList<Job<?>>();
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
