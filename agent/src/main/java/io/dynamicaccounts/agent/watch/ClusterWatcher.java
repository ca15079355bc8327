package io.dynamicaccounts.agent.watch;

import io.dynamicaccounts.agent.protocol.ClearDefinition;

/**
 * Watches clusters, each in its own time.
 *
 * <p>An implementation promises that one cluster that hangs never delays another, and that a thousand watches do not take a
 * thousand threads. The agent calls it from one thread, bounds how many starts are under way at once, and never starts a watch
 * of an account before it heard that the one before has ended.
 */
public interface ClusterWatcher {

    /**
     * Begins to watch and returns at once, without waiting for the cluster or the disk. The listener then hears, from any
     * thread, either {@link Listener#watching} or {@link Listener#failed}. A start that takes too long is stopped by the agent.
     *
     * @param definition how the cluster is reached, with secrets in the clear: not to be kept longer than the client needs it
     */
    Watch start(Target target, ClearDefinition definition, CachingPermit caching, Listener listener);

    /** What is to be watched: an account in one generation. */
    record Target(String account, long generation) {}

    /** A watch that was begun, called from the agent's one thread. */
    interface Watch {

        /**
         * Begins to end the watch, also one that is still starting, and returns at once. The listener then hears {@link
         * Listener#stopped} or {@link Listener#stopFailed}. Stopping again repeats the attempt; stopping what has ended does nothing.
         */
        void stop();

        /**
         * Caches from now on, or no longer. When this returns, nothing more is cached under an earlier grant: the agent's next
         * words to the control plane may be what allows another agent to begin.
         */
        void caching(CachingPermit caching);
    }

    /** Hears what becomes of one watch. Calls return at once, may come from any thread, and may be repeated. */
    interface Listener {

        /** The cluster is being watched; again when what was found has changed. */
        void watching(ClusterFacts facts);

        /**
         * It could not be watched, or was lost for good: the watch has ended and nothing of it remains.
         *
         * @param reason what a human needs to know, without secrets
         */
        void failed(String reason);

        /** The watch has ended as asked and nothing of it remains. */
        void stopped();

        /** The watch could not be ended: something of it may remain. */
        void stopFailed(String reason);
    }
}
