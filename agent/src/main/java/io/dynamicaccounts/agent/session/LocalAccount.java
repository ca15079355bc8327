package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.AssignedAccount.Action;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of one account in this process: the assignment, the watch, and the result of the last attempt. */
final class LocalAccount {

    /** The phases of a watch. */
    enum Phase {
        STARTING,
        WATCHING,
        STOPPING,
        /** The watch did not stop, and the stop is tried again. */
        STUCK
    }

    /** The result of a failed attempt, after which nothing happens until the control plane asks again. */
    enum Outcome {
        FAILED,
        DENIED
    }

    /** A watch that has begun and of which something may remain. */
    static final class Live {
        final LocalAccount account;
        final WatchId id;
        Phase phase = Phase.STARTING;
        CachingPermit caching;

        @Nullable
        ClusterFacts facts;
        /** When the phase has lasted too long. */
        Instant alarm = Instant.MAX;

        int failedStops;

        Live(LocalAccount account, WatchId id, CachingPermit caching) {
            this.account = account;
            this.id = id;
            this.caching = caching;
        }

        /** Returns whether the list names exactly this watch. */
        boolean named() {
            AssignedAccount wanted = account.wanted;
            return wanted != null && wanted.action() == Action.WATCH && wanted.generation() == id.generation();
        }

        /** Returns whether the watch was not asked to end. */
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
    /** The result of the last attempt of the wanted generation. */
    @Nullable
    Outcome outcome;

    /** The reason of the failure, for a human; only valid while {@link #outcome} is {@link Outcome#FAILED}. */
    String reason = "";

    boolean stopToReport;
    private long heardAfterPoll = UNHEARD;

    LocalAccount(String name) {
        this.name = name;
    }

    /** Takes the assignment of the newest list; null when the list does not name the account. */
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

    /** Notes that a report about the account waits to be delivered. */
    void reporting() {
        heardAfterPoll = UNHEARD;
    }

    /** Notes that the newest report about the account has arrived, after the poll of this number had been sent. */
    void heard(long newestPoll) {
        heardAfterPoll = newestPoll;
    }

    /**
     * Returns whether the control plane had the result of the last attempt when it answered this poll. Without the
     * result, a request for a confirmation is no request for another attempt.
     */
    boolean knownTo(long poll) {
        return heardAfterPoll < poll;
    }
}
