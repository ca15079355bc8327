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
 * The revisions that the live agents of a zone have acknowledged, and so whether any agent still watches an account.
 * An agent has released an account when it acknowledged the revision that named the stop, or reported STOPPED for
 * the same generation.
 */
public final class Acknowledgements {

    private final List<Member> roster;
    private final Map<AgentId, Heartbeat> heartbeatOf = new HashMap<>();

    /**
     * Matches heartbeats with the members of a zone. The caller reads the zone first: an agent that joins later
     * never watched an account that was stopped before.
     */
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

    /** Returns whether no live agent still watches an account that was stopped at this revision. */
    public boolean hasReleased(long stopRevision, long generation, Optional<Assignment> assignment) {
        return waitingFor(stopRevision, generation, assignment).isEmpty();
    }

    /** Returns the live agents that have not released the account yet. */
    public List<AgentId> waitingFor(long stopRevision, long generation, Optional<Assignment> assignment) {
        return roster.stream()
                .filter(member -> !hasReleased(member, stopRevision, generation, assignment))
                .map(Member::agent)
                .toList();
    }

    /**
     * Returns whether this member has applied a revision, and so has ended all work that the revision does not name.
     */
    public boolean hasAcknowledged(Member member, long revision) {
        return newestAcknowledged(member, Heartbeat::acknowledged) >= revision;
    }

    /**
     * Returns whether every live agent caches only accounts that this revision, or a later one, assigns to it. An
     * agent's watch of another account may still run.
     */
    public boolean allAcknowledgedCaching(long revision) {
        return roster.stream().allMatch(member -> hasAcknowledgedCaching(member, revision));
    }

    /** Returns whether this member caches only accounts that this revision, or a later one, assigns to it. */
    boolean hasAcknowledgedCaching(Member member, long revision) {
        return newestAcknowledged(member, Heartbeat::cachingAcknowledged) >= revision;
    }

    private long newestAcknowledged(Member member, ToLongFunction<Heartbeat> revisionOf) {
        Heartbeat heartbeat = heartbeatOf.get(member.agent());
        return heartbeat == null ? 0 : revisionOf.applyAsLong(heartbeat);
    }

    private boolean hasReleased(Member member, long stopRevision, long generation, Optional<Assignment> assignment) {
        boolean acknowledgedStop = stopRevision > 0 && hasAcknowledged(member, stopRevision);
        return acknowledgedStop
                || assignment
                        .filter(current -> current.generation() == generation)
                        .filter(current ->
                                current.lastReported(member.registration(), Assignment.ReportedResult.STOPPED))
                        .isPresent();
    }
}
