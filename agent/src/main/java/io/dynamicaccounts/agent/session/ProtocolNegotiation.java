package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.PollAnswer;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a poll says what only newer control planes understand: older ones refuse members that they do not know. A
 * poll says it while the newest answer announced that it is understood. A refusal silences it for a while: during a
 * release older and newer functions answer in turn, and an agent that believed each announcement would have every
 * second poll refused.
 */
final class ProtocolNegotiation {

    private static final Logger LOG = LoggerFactory.getLogger(ProtocolNegotiation.class);

    /** The first protocol that understands what polls say of caching. */
    private static final int WITH_CACHING = 2;

    private static final Duration LEFT_OUT = Duration.ofMinutes(5);

    /** The status of what the control plane refuses because of a member that it does not know. */
    private static final int BAD_REQUEST = 400;

    private int announced = 1;
    private Instant notBefore = Instant.MIN;
    private boolean saidCaching;

    /** Whether the poll that is sent now says by which list this agent caches, and for how long. */
    boolean sayCaching(Instant now) {
        saidCaching = announced >= WITH_CACHING && !now.isBefore(notBefore);
        return saidCaching;
    }

    /** The newest poll was answered so. */
    void answered(PollAnswer answer) {
        announced = answer.protocol();
    }

    /** The newest poll was refused with this status. */
    void refused(int status, Instant now) {
        if (saidCaching && status == BAD_REQUEST) {
            LOG.info(
                    "The control plane refused a poll that says how this agent caches: leaving that out for {} minutes",
                    LEFT_OUT.toMinutes());
            announced = 1;
            notBefore = now.plus(LEFT_OUT);
        }
    }
}
