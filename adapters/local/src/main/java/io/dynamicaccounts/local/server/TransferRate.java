package io.dynamicaccounts.local.server;

import java.time.Duration;

/**
 * How much must come in each stretch of time.
 *
 * @param window the length of a stretch
 * @param bytes the fewest in each, unless the body ends in it
 */
record TransferRate(Duration window, int bytes) {

    /** Measures one body, from now on. For use by one thread. */
    Measure measure() {
        return new Measure();
    }

    /** One body's progress. */
    final class Measure {

        private long began = System.nanoTime();
        private long came;
        private boolean slow;

        void add(int count) {
            came += count;
        }

        /** Begins anew: what passed was not the client's fault. */
        void restart() {
            began = System.nanoTime();
            came = 0;
            slow = false;
        }

        /** Whether less came in the last whole stretch. */
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
