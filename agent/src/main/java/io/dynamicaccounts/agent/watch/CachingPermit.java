package io.dynamicaccounts.agent.watch;

/** Whether this agent caches what it watches of an account. */
public sealed interface CachingPermit {

    /** It does not. */
    record Off() implements CachingPermit {}

    /**
     * It does, while the lease holds.
     *
     * @param epoch the fencing number: goes with everything cached
     */
    record Granted(long epoch, Lease lease) implements CachingPermit {}
}
