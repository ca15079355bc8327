package io.dynamicaccounts.local.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much memory the bodies that are being read may take together, counted in blocks as they grow. One body at a time may grow
 * beyond that: else all could wait for each other, each of them half read. Safe for use by any number of threads.
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

    /** Whether a body waits for room. */
    boolean isShort() {
        return waiting.get() > 0;
    }

    /** What one body takes. Closing it gives all of it back. */
    final class Share implements AutoCloseable {

        private int held;
        private boolean goesBeyond;

        /** Takes another block; false when none was free for this long. */
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
