package io.dynamicaccounts.agent.watch;

import io.dynamicaccounts.agent.protocol.ClearDefinition;

/**
 * Watches clusters, independently of each other.
 *
 * <p>An implementation promises that a cluster that hangs never delays another, and that a thousand watches do not
 * take a thousand threads. The agent calls the implementation from one thread, bounds how many starts are under way
 * at once, and starts a watch of an account only after the listener of the watch before has reported its end.
 */
public interface ClusterWatcher {

    /**
     * Begins to watch and returns at once, without waiting for the cluster or the disk. The watch then calls, from
     * any thread, either {@link Listener#watching} or {@link Listener#failed}. The agent stops a start that takes too
     * long.
     *
     * @param definition how the cluster is reached, with secrets in the clear; not to be kept longer than the client
     *     needs it
     */
    Watch start(Target target, ClearDefinition definition, CachingPermit caching, Listener listener);

    /** The account to be watched, in one generation. */
    record Target(String account, long generation) {}

    /** A watch that has begun. The agent calls its methods from one thread. */
    interface Watch {

        /**
         * Begins to end the watch, also a watch that is still starting, and returns at once. The watch then calls
         * {@link Listener#stopped} or {@link Listener#stopFailed}. A second call repeats the attempt; a call after
         * the end does nothing.
         */
        void stop();

        /**
         * Starts or ends caching. When this method returns, the watch writes nothing more to the cache under an
         * earlier permit: the agent's next request to the control plane may allow another agent to begin.
         */
        void caching(CachingPermit caching);
    }

    /** Receives the events of one watch. Calls return at once, may come from any thread, and may be repeated. */
    interface Listener {

        /** Receives the facts when the watch has its cluster, and again when the facts have changed. */
        void watching(ClusterFacts facts);

        /**
         * Receives the failure of a watch that could not start or was lost for good. The watch has ended and nothing
         * of it remains.
         *
         * @param reason the reason for a human, without secrets
         */
        void failed(String reason);

        /** Receives the end that was asked for. Nothing of the watch remains. */
        void stopped();

        /** Receives the failure to end the watch, of which something may remain. */
        void stopFailed(String reason);
    }
}
