package io.dynamicaccounts.agent.watch;

import java.time.Instant;

/**
 * How long this agent may cache by its own clock. Every completed poll renews it. It may be asked from any thread, and whoever
 * caches asks it again before each write: a process that was suspended wakes up holding flags that time has overtaken.
 */
public interface Lease {

    /** Whether it has not run out. */
    boolean holds();

    /** When it runs out unless it is renewed, by the agent's own clock. */
    Instant until();
}
