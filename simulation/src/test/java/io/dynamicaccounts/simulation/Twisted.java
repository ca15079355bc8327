package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Heartbeat;
import java.util.List;

/** Items that say something else than what is stored. */
final class Twisted {

    private Twisted() {}

    static Heartbeat heartbeat(Heartbeat of, List<SessionId> superseded, long acknowledged) {
        return new Heartbeat(
                of.zone(),
                of.agent(),
                of.session(),
                superseded,
                of.registeredAt(),
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
                of.followed());
    }

    static Assignment assignment(Assignment of, long version) {
        return new Assignment(
                of.zone(),
                of.account(),
                version,
                of.generation(),
                of.standing(),
                of.definition(),
                of.awaited(),
                of.due(),
                of.stopRevision(),
                of.left(),
                of.exclusions(),
                of.outcomes());
    }
}
