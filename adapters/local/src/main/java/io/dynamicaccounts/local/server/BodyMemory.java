package io.dynamicaccounts.local.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the memory that all bodies take together while they are read, counted in blocks as they grow. One body at a
 * time may grow beyond the limit: otherwise all bodies could wait for each other, each of them half read. Safe for
 * use by any number of threads.
 */
final class BodyMemory {

    static final int BLOCK = 16 * 1024;

    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final Semaphore blocks;
    private final Semaphore beyond = new Semaphore(1);
    private final AtomicInteger waiting = new AtomicInteger();

    BodyMemory(long bytes) {
        this.blocks = new Semaphore(Math.toIntExact(bytes / BLOCK), true);
    }

    /** Returns whether a body waits for memory. */
    boolean isShort() {
        return waiting.get() > 0;
    }

    /** The memory of one body. Closing the share releases all of it. */
    final class Share implements AutoCloseable {

        private int held;
        private boolean goesBeyond;

        /** Acquires another block, and returns false when no block was free within this time. */
        boolean another(Duration patience) throws InterruptedException {
            if (goesBeyond) {
                return true;
            }
            if (blocks.tryAcquire()) {
                held++;
                return true;
            }
            waiting.incrementAndGet();
            try {
                return waited(System.nanoTime() + patience.toNanos());
            } finally {
                waiting.decrementAndGet();
            }
        }

        private boolean waited(long end) throws InterruptedException {
            while (System.nanoTime() < end) {
                if (beyond.tryAcquire()) {
                    goesBeyond = true;
                    return true;
                }
                if (blocks.tryAcquire(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
                    held++;
                    return true;
                }
            }
            return false;
        }

        @Override
        public void close() {
            blocks.release(held);
            held = 0;
            if (goesBeyond) {
                goesBeyond = false;
                beyond.release();
            }
        }
    }
}
