package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.watch.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of a session, counted from when the poll was sent and not from when its answer arrived: the control plane
 * counts from a moment between the two, and the lease must not end there before it ends here.
 */
final class PollLease implements Lease {

    private static final Logger LOG = LoggerFactory.getLogger(PollLease.class);

    private final InstantSource clock;
    private volatile Instant until = Instant.MIN;

    PollLease(InstantSource clock) {
        this.clock = clock;
    }

    /** Renews the lease. Called by one thread only, with polls in the order in which they were sent. */
    void renew(Instant sent, Duration length) {
        Instant next = sent.plus(length);
        // Logged before the lease counts: the log must never show less caching than there was.
        LOG.debug("lease until={}", next);
        until = next;
    }

    /** Returns how long the lease still holds; zero when the lease has run out. */
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

    /**
     * Returns the same text for the same session: a log or a trace must not depend on an object's address in memory.
     */
    @Override
    public String toString() {
        return "until " + until;
    }
}
