package io.dynamicaccounts.agent.watch;

/** Whether this agent caches the objects of an account that it watches. */
public sealed interface CachingPermit {

    /** The agent does not cache the account. */
    record Off() implements CachingPermit {}

    /**
     * The agent caches the account while the lease holds.
     *
     * @param epoch the fencing number, which is stored with everything cached
     */
    record Granted(long epoch, Lease lease) implements CachingPermit {}
}
