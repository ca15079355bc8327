package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Heartbeat;
import java.time.Duration;
import java.time.Instant;

/**
 * What an installation configures of the functions. Outside its {@link SettingRange} a number is refused with an
 * {@link IllegalArgumentException} that names the configuration key.
 *
 * @param timing the lifecycle's bounds
 * @param heartbeatTimeout an agent that was not seen for longer is stale: at least three polls
 * @param sweepInterval how often the sweep is meant to run
 * @param pollsPerSecond as the fleet grows, agents are told to poll less often so that they do not exceed this
 *     together
 * @param history how long past transitions are kept
 * @param exclusions whether an agent that cannot watch an account beside one that can is excluded from caching it
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

    /** Whether this process excludes agents from caching. Exclusions that are stored count in either case. */
    public enum Exclusions {
        /**
         * Nobody is excluded, and exclusions that are stored are lifted: before and while functions run that do not
         * know them.
         */
        OFF,
        ON
    }

    /** The most accounts a zone may hold: what one complete list can still carry. */
    public static final int MAX_ACCOUNTS_OF_ZONE = 20_000;

    /** The most agents a zone may hold: what its item can still carry. */
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

    /** The timeout for an agent that was told to poll at this interval. */
    public Duration timeoutAt(Duration interval) {
        Duration threePolls = interval.multipliedBy(3);
        return threePolls.compareTo(heartbeatTimeout) > 0 ? threePolls : heartbeatTimeout;
    }

    /**
     * Whether an agent was not seen for longer than its timeout, nor than it may be silent by what it was ever told.
     */
    public boolean isStale(Heartbeat heartbeat, Instant now) {
        return heartbeat.lastSeen().plus(timeoutAt(heartbeat.interval())).isBefore(now)
                && leaseEnd(heartbeat).isBefore(now);
    }

    /**
     * Until when what an agent was told may hold. Where a function of an earlier version answered it last, only the
     * interval is noted.
     */
    public Instant leaseEnd(Heartbeat heartbeat) {
        Instant byInterval = heartbeat.lastSeen().plus(leaseAt(heartbeat.interval()));
        return heartbeat.leaseUntil().filter(byInterval::isBefore).orElse(byInterval);
    }

    /** How long what an agent was told holds without another poll: three quarters of its timeout. */
    public Duration leaseAt(Duration interval) {
        return timeoutAt(interval).multipliedBy(3).dividedBy(4);
    }
}
