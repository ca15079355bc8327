package io.dynamicaccounts.agent.session;

import java.time.Duration;

/**
 * One line of work: everything given to it runs one after the other, what was given first first, whichever thread it came from. In a
 * process this is one thread; in a simulation it is the queue of events.
 */
public interface Scheduler {

    /** Runs the work after a while; a delay of zero means as soon as what was given before is done. */
    Task after(Duration delay, Runnable work);

    /** Runs the work as soon as what was given before is done. */
    default void execute(Runnable work) {
        Task _ = after(Duration.ZERO, work);
    }

    /** Work that was given and may have been done. */
    interface Task {
        /** It will not be begun any more. Without effect if it was. */
        void cancel();
    }
}
