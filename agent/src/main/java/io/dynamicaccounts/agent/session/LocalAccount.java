package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.AssignedAccount.Action;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One account as this process knows it: what is wanted of it, what is being done about it, and how the last attempt ended. */
final class LocalAccount {

    /** How far a watch has come. */
    enum Phase {
        STARTING,
        WATCHING,
        STOPPING,
        /** It would not stop; it is tried again. */
        STUCK
    }

    /** How an attempt ended for which nothing is done until somebody asks again. */
    enum Outcome {
        FAILED,
        DENIED
    }

    /** A watch that was begun and of which something may be left. */
    static final class Live {
        final LocalAccount account;
        final WatchId id;
        Phase phase = Phase.STARTING;
        CachingPermit caching;

        @Nullable
        ClusterFacts facts;
        /** When its phase has lasted too long. */
        Instant alarm = Instant.MAX;

        int failedStops;

        Live(LocalAccount account, WatchId id, CachingPermit caching) {
            this.account = account;
            this.id = id;
            this.caching = caching;
        }

        /** Whether the list names exactly this watch. */
        boolean named() {
            AssignedAccount wanted = account.wanted;
            return wanted != null && wanted.action() == Action.WATCH && wanted.generation() == id.generation();
        }

        /** Nobody has told it to end. */
        boolean active() {
            return switch (phase) {
                case STARTING, WATCHING -> true;
                case STOPPING, STUCK -> false;
            };
        }
    }

    private static final long UNHEARD = Long.MAX_VALUE;

    final String name;

    @Nullable
    AssignedAccount wanted;

    @Nullable
    Live live;
    /** Of the generation that is wanted. */
    @Nullable
    Outcome outcome;

    /** Why it failed, for a human; means something while {@link #outcome} says that it did. */
    String reason = "";

    boolean stopToReport;
    private long heardAfterPoll = UNHEARD;

    LocalAccount(String name) {
        this.name = name;
    }

    /** Takes what the newest list says; null when it says nothing. */
    void want(@Nullable AssignedAccount assignment) {
        boolean same = wanted != null
                && assignment != null
                && wanted.generation() == assignment.generation()
                && wanted.action() == assignment.action();
        if (!same) {
            outcome = null;
            stopToReport = false;
        }
        wanted = assignment;
    }

    boolean wantedWatch() {
        return wanted != null && wanted.action() == Action.WATCH;
    }

    /** A report about it waits to be delivered. */
    void reporting() {
        heardAfterPoll = UNHEARD;
    }

    /** The newest report about it has arrived, after the poll of this number had been sent. */
    void heard(long newestPoll) {
        heardAfterPoll = newestPoll;
    }

    /**
     * Whether the control plane knew how the last attempt ended when it answered this poll. If it did not, its wish for a
     * confirmation is no wish for another attempt.
     */
    boolean knownTo(long poll) {
        return heardAfterPoll < poll;
    }
}
