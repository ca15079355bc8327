package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.PollAnswer;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a poll says of that which only newer control planes understand: older ones refuse members that they do not know.
 * A poll says it while the newest answer announced that it is understood. A refusal silences the newest of it for a
 * while: during a release older and newer functions answer in turn, and an agent that believed each announcement would
 * have every second poll refused.
 */
final class ProtocolNegotiation {

    private static final Logger LOG = LoggerFactory.getLogger(ProtocolNegotiation.class);

    /** The first version that understands by which list an agent caches, and for how long. */
    static final int WITH_CACHING = 2;

    /** The first version that understands which registration an agent was told of. */
    static final int WITH_REGISTRATION = 3;

    private static final Duration LEFT_OUT = Duration.ofMinutes(5);

    /** The status of what the control plane refuses because of a member that it does not know. */
    private static final int BAD_REQUEST = 400;

    private int announced = 1;
    private int most = WITH_REGISTRATION;
    private Instant mostUntil = Instant.MIN;
    private int said = 1;

    /** The version of the protocol that the poll may use which is sent now. */
    int next(Instant now) {
        said = Math.min(announced, now.isBefore(mostUntil) ? most : WITH_REGISTRATION);
        return said;
    }

    /** The newest poll was answered so. */
    void answered(PollAnswer answer) {
        announced = answer.protocol();
    }

    /** The newest poll was refused with this status. */
    void refused(int status, Instant now) {
        if (said > 1 && status == BAD_REQUEST) {
            LOG.info(
                    "The control plane refused a poll that says {}: leaving that out for {} minutes",
                    said == WITH_REGISTRATION ? "which registration it was told of" : "how this agent caches",
                    LEFT_OUT.toMinutes());
            most = said - 1;
            announced = most;
            mostUntil = now.plus(LEFT_OUT);
        }
    }
}
