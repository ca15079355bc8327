package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.PollAnswer;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which version of the protocol a poll uses: older control planes refuse members that they do not know. A
 * poll has the members of a version while the newest answer announced that version. After a refusal, polls leave out
 * the newest members for a while: during a release older and newer functions answer in turn, and an agent that
 * believed each announcement would have every second poll refused.
 */
final class ProtocolNegotiation {

    private static final Logger LOG = LoggerFactory.getLogger(ProtocolNegotiation.class);

    /** The first version in which a poll states by which list an agent caches, and for how long. */
    static final int WITH_CACHING = 2;

    /** The first version in which a poll states the last registration that an answer named. */
    static final int WITH_REGISTRATION = 3;

    private static final Duration LEFT_OUT = Duration.ofMinutes(5);

    /** The status with which a control plane refuses a member that it does not know. */
    private static final int BAD_REQUEST = 400;

    private int announced = 1;
    private int most = WITH_REGISTRATION;
    private Instant mostUntil = Instant.MIN;
    private int said = 1;

    /** Returns the version of the protocol that a poll sent now may use. */
    int next(Instant now) {
        said = Math.min(announced, now.isBefore(mostUntil) ? most : WITH_REGISTRATION);
        return said;
    }

    /** Takes the announcement of the answer to the newest poll. */
    void answered(PollAnswer answer) {
        announced = answer.protocol();
    }

    /** Takes the status with which the newest poll was refused. */
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
