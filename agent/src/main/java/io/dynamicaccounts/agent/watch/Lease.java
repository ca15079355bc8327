package io.dynamicaccounts.agent.watch;

import java.time.Instant;

/**
 * The time during which this agent may cache, by the agent's own clock. Every completed poll renews the lease. A
 * lease may be asked from any thread, and a watch that caches asks the lease again before each write: a process that
 * was suspended would otherwise go on with flags that are out of date.
 */
public interface Lease {

    /** Returns whether the lease has not run out. */
    boolean holds();

    /** Returns when the lease runs out unless it is renewed, by the agent's own clock. */
    Instant until();
}
