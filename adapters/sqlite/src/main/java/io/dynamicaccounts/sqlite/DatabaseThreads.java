package io.dynamicaccounts.sqlite;

/** Waits for the database threads to end. */
final class DatabaseThreads {

    private DatabaseThreads() {}

    /** Waits also when interrupted, because the file is not closed in order while a connection is open. */
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
