package io.dynamicaccounts.agent.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the control plane to a poll.
 *
 * @param revision counts the changes that some agent of the zone must act on
 * @param epoch counts changes of the zone's roster: the fencing number of caching
 * @param pollAfterSeconds when to poll next
 * @param leaseSeconds how long the agent may go on caching, counted from the moment when it sent the poll
 * @param assignments the agent's complete desired state; null when nothing changed
 * @param resendStaticAccounts whether the next poll must declare the static accounts again
 * @param conflicts static accounts that could not be accepted, as text or objects for a human
 * @param protocol the newest version of the protocol that the control plane understands, 1 when the answer states
 *     none; from 2 on a poll may have the fields of {@link PollRequest#caching}, from 3 on those of {@link
 *     PollRequest#registered}
 * @param registration the number of this agent's registration; null when the answer states none
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

    /** Creates an answer of the first version of the protocol. */
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

    /** Returns whether each assignment states whether its last received report was FAILED. */
    public boolean tellsFailures() {
        return protocol >= 2;
    }

    /** Returns the time until the next poll, 0 to one hour. */
    public Duration pollAfter() {
        return Seconds.bounded(pollAfterSeconds);
    }

    /** Returns how long caching may go on, 0 to one hour. */
    public Duration lease() {
        return Seconds.bounded(leaseSeconds);
    }
}
