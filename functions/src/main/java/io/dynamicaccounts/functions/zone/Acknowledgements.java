package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What the live agents of a zone have acknowledged: the answer to "does anybody still watch this?". An agent has let go of an
 * account when it acknowledged the revision that named the stop, or reported STOPPED of that very generation.
 */
public final class Acknowledgements {

    private final List<Member> roster;
    private final Map<AgentId, Heartbeat> heartbeatOf = new HashMap<>();

    /** Reads the roster first: an agent that joins later never watched what was stopped before. */
    public Acknowledgements(Zone zone, List<Heartbeat> heartbeats) {
        this.roster = zone.members();
        for (Member member : roster) {
            heartbeats.stream()
                    .filter(heartbeat -> heartbeat.agent().equals(member.agent()))
                    .filter(heartbeat -> heartbeat.session().equals(member.session()))
                    .findFirst()
                    .ifPresent(heartbeat -> heartbeatOf.put(member.agent(), heartbeat));
        }
    }

    /** Whether no live agent still watches what was stopped at this revision. */
    public boolean hasReleased(long stopRevision, long generation, Optional<Assignment> assignment) {
        return waitingFor(stopRevision, generation, assignment).isEmpty();
    }

    /** The live agents that have not let go yet. */
    public List<AgentId> waitingFor(long stopRevision, long generation, Optional<Assignment> assignment) {
        return roster.stream()
                .filter(member -> !hasReleased(member, stopRevision, generation, assignment))
                .map(Member::agent)
                .toList();
    }

    /** Whether this member has applied a revision, and so no longer does anything that it does not name. */
    public boolean hasAcknowledged(Member member, long revision) {
        return newestAcknowledged(member, Heartbeat::acknowledged) >= revision;
    }

    /**
     * Returns whether every live agent caches only what a revision, or a later one, gives it. A watch that it should have dropped may not
     * have ended.
     */
    public boolean allAcknowledgedCaching(long revision) {
        return roster.stream().allMatch(member -> hasAcknowledgedCaching(member, revision));
    }

    /** Returns whether this member caches only what a revision, or a later one, gives it. */
    boolean hasAcknowledgedCaching(Member member, long revision) {
        return newestAcknowledged(member, Heartbeat::cachingAcknowledged) >= revision;
    }

    private long newestAcknowledged(Member member, ToLongFunction<Heartbeat> what) {
        Heartbeat heartbeat = heartbeatOf.get(member.agent());
        return heartbeat == null ? 0 : what.applyAsLong(heartbeat);
    }

    private boolean hasReleased(Member member, long stopRevision, long generation, Optional<Assignment> assignment) {
        boolean acknowledgedIt = stopRevision > 0 && hasAcknowledged(member, stopRevision);
        return acknowledgedIt
                || assignment
                        .filter(current -> current.generation() == generation)
                        .filter(current ->
                                current.lastReported(member.registration(), Assignment.ReportedResult.STOPPED))
                        .isPresent();
    }
}
