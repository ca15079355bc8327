package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes failed starts due that no function looks at any more: a function configured without recovery, or one of an
 * earlier version, left them to an operator. Building a list reads them anyway.
 */
final class StalledStarts {

    /** How often the accounts of one zone are examined: a zone in which much happens is read every second. */
    private static final Duration LOOK_EVERY = Duration.ofMinutes(5);

    /**
     * How long a due time that has passed stays the same, so that many lists do not postpone it ahead of the sweep.
     */
    private static final Duration SWEPT_WITHIN = Duration.ofMinutes(2);

    private final WriteContext context;
    private final Map<ZoneId, Instant> lookedAt = new ConcurrentHashMap<>();

    StalledStarts(WriteContext context) {
        this.context = context;
    }

    /** Gives each stalled start among these assignments a due time, unless the zone was examined recently. */
    void makeDue(ZoneId zone, Collection<Assignment> assignments, Instant now) {
        if (!context.timing().recovers()
                || lookedAt.getOrDefault(zone, Instant.EPOCH).plus(LOOK_EVERY).isAfter(now)) {
            return;
        }
        lookedAt.put(zone, now);
        assignments.stream()
                .filter(assignment -> assignment.state() == AccountState.FAILED_STARTING
                        && assignment.due().isEmpty())
                .forEach(assignment -> {
                    boolean _ = context.store()
                            .accounts()
                            .postpone(assignment.account(), assignment.version(), slot(assignment.account(), now));
                });
    }

    /**
     * Returns the account's own moment of every recovery interval: all accounts at once would overload the agents.
     */
    private Instant slot(AccountName account, Instant now) {
        long interval = context.timing().recovery().toMillis();
        long earliest = now.minus(SWEPT_WITHIN).toEpochMilli();
        long offset = Math.floorMod(account.value().hashCode() * 0x9E3779B97F4A7C15L, interval);
        return Instant.ofEpochMilli(earliest + Math.floorMod(offset - earliest, interval));
    }
}
