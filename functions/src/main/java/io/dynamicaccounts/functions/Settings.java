package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Heartbeat;
import java.time.Duration;
import java.time.Instant;

/**
 * The settings of the functions that an installation configures. The constructor refuses a number outside its
 * {@link SettingRange} with an {@link IllegalArgumentException} that names the configuration key.
 *
 * @param timing the lifecycle's bounds
 * @param heartbeatTimeout the silence after which an agent is stale; at least three times the poll interval
 * @param sweepInterval the intended time between two sweeps
 * @param pollsPerSecond the most polls per second of the whole fleet: as the fleet grows, answers ask agents to poll
 *     less often
 * @param history how long past transitions are kept
 * @param exclusions whether an agent that cannot watch an account is excluded from caching the account while another
 *     agent of the zone watches it
 */
public record Settings(
        Timing timing,
        Duration heartbeatTimeout,
        Duration sweepInterval,
        int pollsPerSecond,
        Duration history,
        Exclusions exclusions) {

    public static final Settings DEFAULT = new Settings(
            Timing.DEFAULT, Duration.ofSeconds(60), Duration.ofSeconds(15), 500, Duration.ofDays(30), Exclusions.ON);

    /** Whether this process excludes agents from caching. Stored exclusions count in either case. */
    public enum Exclusions {
        /**
         * Functions exclude no agent and lift stored exclusions. This value is for the time before and while
         * functions run that do not understand exclusions.
         */
        OFF,
        ON
    }

    /** The most accounts a zone may hold, so that one complete list can still carry them. */
    public static final int MAX_ACCOUNTS_OF_ZONE = 20_000;

    /** The most agents a zone may hold, so that the zone's item can still carry them. */
    public static final int MAX_AGENTS_OF_ZONE = 100;

    public Settings {
        if (heartbeatTimeout.compareTo(timing.pollInterval().multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "dynamic-accounts.heartbeat-timeout-seconds must be at least three times poll-seconds, not "
                            + heartbeatTimeout.toSeconds());
        }
        SettingRange.SWEEP_SECONDS.check(sweepInterval.toSeconds());
        SettingRange.POLLS_PER_SECOND.check(pollsPerSecond);
        SettingRange.HISTORY_DAYS.check(history.toDays());
    }

    /** Returns the timeout of an agent whose last answer asked for this poll interval. */
    public Duration timeoutAt(Duration interval) {
        Duration threePolls = interval.multipliedBy(3);
        return threePolls.compareTo(heartbeatTimeout) > 0 ? threePolls : heartbeatTimeout;
    }

    /**
     * Returns whether an agent has been silent for longer than its timeout and its lease has ended as well. Earlier
     * answers may have granted a longer lease than the last one.
     */
    public boolean isStale(Heartbeat heartbeat, Instant now) {
        return heartbeat.lastSeen().plus(timeoutAt(heartbeat.interval())).isBefore(now)
                && leaseEnd(heartbeat).isBefore(now);
    }

    /**
     * Returns the time until which an agent may act on the answers it has received. A heartbeat that a function of
     * an earlier version answered last holds only the interval.
     */
    public Instant leaseEnd(Heartbeat heartbeat) {
        Instant byInterval = heartbeat.lastSeen().plus(leaseAt(heartbeat.interval()));
        return heartbeat.leaseUntil().filter(byInterval::isBefore).orElse(byInterval);
    }

    /** Returns how long an agent may act on an answer without another poll: three quarters of its timeout. */
    public Duration leaseAt(Duration interval) {
        return timeoutAt(interval).multipliedBy(3).dividedBy(4);
    }
}
