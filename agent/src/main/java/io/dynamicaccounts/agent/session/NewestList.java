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
 * Which list of assignments counts: the newest by epoch, then by revision. An older one changes nothing, except that the third
 * older answer in a row is believed: polls follow one another, so their answers can only go back for good if the control
 * plane lost its memory, and an agent that ignored it from then on would dangle for ever.
 */
final class NewestList {

    private static final Logger LOG = LoggerFactory.getLogger(NewestList.class);

    private static final int DISBELIEVED = 2;

    /** What to do with an answer. */
    enum Verdict {
        /** Its list is the desired state from now on. */
        TAKE,
        /** It changes nothing. */
        KEEP,
        /** It speaks of a roster whose list is not known here. */
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

    /** The revision of the list that counts, unless the next poll must ask for a complete one. */
    Optional<Long> revision() {
        return incomplete ? Optional.empty() : Optional.ofNullable(taken).map(Position::revision);
    }

    Optional<Long> epoch() {
        return Optional.ofNullable(taken).map(Position::epoch);
    }

    /** Whether what the list says about caching is of the newest roster that was heard of. */
    boolean current() {
        return taken != null && !incomplete;
    }

    /** By account; should a list name one twice, the newest generation counts. */
    static Map<String, AssignedAccount> byAccount(Iterable<AssignedAccount> list) {
        Map<String, AssignedAccount> result = new LinkedHashMap<>();
        for (AssignedAccount each : list) {
            result.merge(each.account(), each, (one, two) -> two.generation() >= one.generation() ? two : one);
        }
        return result;
    }
}
