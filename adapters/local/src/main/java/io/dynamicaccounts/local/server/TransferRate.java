package io.dynamicaccounts.local.server;

import java.time.Duration;

/**
 * The number of bytes that must arrive in each period of time.
 *
 * @param window the length of a period
 * @param bytes the least number of bytes in each period, unless the body ends in it
 */
record TransferRate(Duration window, int bytes) {

    /** Starts to measure one body. For use by one thread. */
    Measure measure() {
        return new Measure();
    }

    /** The progress of one body. */
    final class Measure {

        private long began = System.nanoTime();
        private long came;
        private boolean slow;

        void add(int count) {
            came += count;
        }

        /** Starts a new period, because the client did not cause the time that has passed. */
        void restart() {
            began = System.nanoTime();
            came = 0;
            slow = false;
        }

        /** Returns whether fewer bytes arrived in the last whole period. */
        boolean isTooSlow() {
            if (System.nanoTime() - began >= window.toNanos()) {
                slow = came < bytes;
                began = System.nanoTime();
                came = 0;
            }
            return slow;
        }
    }
}
