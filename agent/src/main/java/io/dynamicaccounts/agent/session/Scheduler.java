package io.dynamicaccounts.agent.session;

import java.time.Duration;

/**
 * Runs work one piece after the other, in the order in which any thread handed it in. In a process, a scheduler is
 * one thread; in a simulation, the queue of events.
 */
public interface Scheduler {

    /** Runs the work after a delay; a delay of zero means as soon as all earlier work is done. */
    Task after(Duration delay, Runnable work);

    /** Runs the work as soon as all earlier work is done. */
    default void execute(Runnable work) {
        Task _ = after(Duration.ZERO, work);
    }

    /** A piece of work, which may have run already. */
    interface Task {
        /** Prevents the work from running. Does nothing once the work has begun. */
        void cancel();
    }
}
