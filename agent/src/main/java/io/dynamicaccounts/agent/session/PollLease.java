package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.watch.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counted from when the poll was sent, not from when its answer came: the control plane counts from somewhere between the two,
 * and must never believe it over before the agent does.
 */
final class PollLease implements Lease {

    private static final Logger LOG = LoggerFactory.getLogger(PollLease.class);

    private final InstantSource clock;
    private volatile Instant until = Instant.MIN;

    PollLease(InstantSource clock) {
        this.clock = clock;
    }

    /** Called by one thread only, with polls in the order in which they were sent. */
    void renew(Instant sent, Duration length) {
        Instant next = sent.plus(length);
        // Told before it can be relied on: a log never knows of less caching than there was.
        LOG.debug("lease until={}", next);
        until = next;
    }

    /** How long it still holds; zero where it has run out. */
    Duration held(Instant now) {
        return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
    }

    @Override
    public boolean holds() {
        return clock.instant().isBefore(until);
    }

    @Override
    public Instant until() {
        return until;
    }

    /** The same for the same session: what a log or a trace says must not depend on where an object lies in memory. */
    @Override
    public String toString() {
        return "until " + until;
    }
}
