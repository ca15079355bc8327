package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Heartbeat;
import java.time.Instant;
import java.util.List;

/** Items that say something else than what is stored. */
final class Twisted {

    private Twisted() {}

    /** As if nobody had held the id before: neither whose it was is known nor how often it was registered. */
    static Heartbeat first(Heartbeat of) {
        return heartbeat(of, List.of(), Instant.EPOCH, of.acknowledged());
    }

    static Heartbeat acknowledging(Heartbeat of, long acknowledged) {
        return heartbeat(of, of.superseded(), of.registeredAt(), acknowledged);
    }

    private static Heartbeat heartbeat(
            Heartbeat of, List<SessionId> superseded, Instant registeredAt, long acknowledged) {
        return new Heartbeat(
                of.zone(),
                of.agent(),
                of.session(),
                superseded,
                registeredAt,
                of.lastSeen(),
                acknowledged,
                of.acknowledgedBefore(),
                acknowledged == Long.MAX_VALUE ? acknowledged : of.cachingAcknowledged(),
                of.interval(),
                of.leaseUntil(),
                of.capacity(),
                of.wakeAt(),
                of.version(),
                of.secretEngines(),
                of.goneAt(),
                of.departureHandled());
    }

    static Assignment assignment(Assignment of, long version) {
        return new Assignment(
                of.zone(),
                of.account(),
                version,
                of.generation(),
                of.state(),
                of.definition(),
                of.awaitsConfirmation(),
                of.due(),
                of.stopRevision(),
                of.leaveRevisions(),
                of.exclusions(),
                of.outcomes());
    }
}
