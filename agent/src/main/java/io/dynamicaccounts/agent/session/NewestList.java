package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which list of assignments counts: the newest list by epoch, then by revision. An older list changes
 * nothing, except that the third older answer in a row is believed: polls follow one another, so that their answers
 * can only go back for good when the control plane lost its state, and an agent that ignored all later answers would
 * never follow a list again.
 */
final class NewestList {

    private static final Logger LOG = LoggerFactory.getLogger(NewestList.class);

    private static final int DISBELIEVED = 2;

    /** What the session does with an answer. */
    enum Verdict {
        /** The list of the answer is the desired state from now on. */
        TAKE,
        /** The answer changes nothing. */
        KEEP,
        /** The answer names an epoch whose list this agent does not have. */
        INCOMPLETE
    }

    private @Nullable Position taken;
    private boolean incomplete;
    private int older;

    private record Position(long epoch, long revision) {
        boolean isAfter(PollAnswer answer) {
            return epoch > answer.epoch() || (epoch == answer.epoch() && revision > answer.revision());
        }
    }

    Verdict judge(PollAnswer answer) {
        if (taken != null && taken.isAfter(answer)) {
            older++;
            if (older <= DISBELIEVED) {
                LOG.warn(
                        "Ignoring an answer that is older than what was applied: {} after {}", position(answer), taken);
                return Verdict.KEEP;
            }
            LOG.warn("The control plane went back to {} from {}: starting over from there", position(answer), taken);
            taken = null;
        }
        older = 0;
        if (answer.assignments() != null) {
            taken = position(answer);
            incomplete = false;
            return Verdict.TAKE;
        }
        incomplete = taken == null || answer.epoch() > taken.epoch();
        return incomplete ? Verdict.INCOMPLETE : Verdict.KEEP;
    }

    private static Position position(PollAnswer answer) {
        return new Position(answer.epoch(), answer.revision());
    }

    /** Returns the revision of the list that counts, unless the next poll must ask for a complete list. */
    Optional<Long> revision() {
        return incomplete ? Optional.empty() : Optional.ofNullable(taken).map(Position::revision);
    }

    Optional<Long> epoch() {
        return Optional.ofNullable(taken).map(Position::epoch);
    }

    /** Returns whether the list that counts is of the newest epoch that an answer named. */
    boolean current() {
        return taken != null && !incomplete;
    }

    /** Returns the assignments by account. When a list names an account twice, the newest generation counts. */
    static Map<String, AssignedAccount> byAccount(Iterable<AssignedAccount> list) {
        Map<String, AssignedAccount> result = new LinkedHashMap<>();
        for (AssignedAccount each : list) {
            result.merge(each.account(), each, (one, two) -> two.generation() >= one.generation() ? two : one);
        }
        return result;
    }
}
