package io.dynamicaccounts.sqlite;

/** Waiting for the database threads to end. */
final class DatabaseThreads {

    private DatabaseThreads() {}

    /** Waits also when interrupted: a connection that is still open keeps the file from being closed in order. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
