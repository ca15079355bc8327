package io.dynamicaccounts.agent.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the control plane makes of a poll.
 *
 * @param revision counts changes of what some agent of the zone must do
 * @param epoch counts changes of the zone's roster: the fencing number of caching
 * @param pollAfterSeconds when to poll next
 * @param leaseSeconds how long after having sent this poll the agent may go on caching
 * @param assignments the agent's complete desired state; null where nothing changed
 * @param resendStaticAccounts whether the next poll shall declare the static accounts again
 * @param conflicts static accounts that could not be accepted, as text or objects for a human
 * @param protocol the newest version of the protocol that the control plane understands, 1 where it does not say; from
 *     2 on a poll may say what {@link PollRequest#caching} adds, from 3 on what {@link PollRequest#registered} adds
 * @param registration the number of this agent's registration; null where the control plane does not say
 */
public record PollAnswer(
        @JsonProperty(required = true) long revision,
        @JsonProperty(required = true) long epoch,
        @JsonProperty(required = true) double pollAfterSeconds,
        double leaseSeconds,
        @Nullable List<AssignedAccount> assignments,
        boolean resendStaticAccounts,
        @Nullable List<Object> conflicts,
        int protocol,
        @Nullable Long registration) {

    public PollAnswer {
        protocol = Math.max(1, protocol);
        assignments = assignments == null ? null : List.copyOf(assignments);
    }

    /** An answer that announces nothing. */
    public PollAnswer(
            long revision,
            long epoch,
            double pollAfterSeconds,
            double leaseSeconds,
            @Nullable List<AssignedAccount> assignments,
            boolean resendStaticAccounts,
            @Nullable List<Object> conflicts) {
        this(revision, epoch, pollAfterSeconds, leaseSeconds, assignments, resendStaticAccounts, conflicts, 1, null);
    }

    /** Whether assignments say of which the last report that was heard was FAILED. */
    public boolean tellsFailures() {
        return protocol >= 2;
    }

    /** When to poll next, 0 to one hour. */
    public Duration pollAfter() {
        return Seconds.bounded(pollAfterSeconds);
    }

    /** How long caching may go on, 0 to one hour. */
    public Duration lease() {
        return Seconds.bounded(leaseSeconds);
    }
}
