package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentName;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.writing.Transitions;
import io.dynamicaccounts.functions.writing.Transitions.Intent;
import io.dynamicaccounts.functions.writing.Writing;
import io.dynamicaccounts.functions.zone.Acknowledgements;
import io.dynamicaccounts.functions.zone.Stops;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends a zone's stops, and ends those that its agents have acknowledged. Stops ignore capacity. */
final class Stopping {

    private final Writing writing;
    private final Stops stops;

    Stopping(Writing writing, Stops stops) {
        this.writing = writing;
        this.stops = stops;
    }

    /** Ends the stops that every live agent has let go of; the assignments that are not what they were. */
    List<Assignment> end(Zone zone, Map<AccountName, Assignment> assignments, Member self, Instant now) {
        List<Assignment> sent = at(assignments.values(), AccountState.DEACTIVATING, AccountState.FAILED_STOPPING);
        if (sent.isEmpty()) {
            return List.of();
        }
        var acknowledgements =
                new Acknowledgements(zone, writing.store().heartbeats().in(zone.id()));
        List<Assignment> over = sent.stream()
                .filter(assignment -> Stops.over(assignment, acknowledgements))
                .toList();
        String actor = new AgentName(zone.id(), self.agent()).toString();
        return writing.parallel()
                .map(
                        over,
                        assignment -> writing.healing()
                                .after(
                                        assignment,
                                        stops.end(
                                                assignment.account(),
                                                assignment.version(),
                                                actor,
                                                "stopped by every agent",
                                                now)));
    }

    /** Notes that the stops of this revision are with the agents; the assignments that are not what they were. */
    List<Assignment> send(
            Zone zone, Map<AccountName, Assignment> assignments, long revision, Member self, Instant now) {
        List<Assignment> pending = at(assignments.values(), AccountState.TO_DEACTIVATE);
        List<Sent> sent = writing.parallel().map(pending, assignment -> send(assignment, revision, self, now));
        writing.publisher()
                .note(sent.stream().flatMap(one -> one.moved().stream()).toList());
        return sent.stream().map(Sent::assignment).toList();
    }

    private record Sent(Assignment assignment, Optional<Account> moved) {}

    private Sent send(Assignment assignment, long revision, Member self, Instant now) {
        Facts facts = writing.facts(new AgentName(assignment.zone(), self.agent()), now)
                .zone(assignment.zone())
                .generation(assignment.generation())
                .stopRevision(revision)
                .build();
        Transitions.Result result =
                writing.transitions().attempt(assignment.account(), Event.STOP_SENT, Intent.fixed(facts));
        return new Sent(writing.healing().after(assignment, result), result.moved());
    }

    private static List<Assignment> at(Collection<Assignment> assignments, AccountState... standings) {
        List<AccountState> wanted = List.of(standings);
        return assignments.stream()
                .filter(assignment -> wanted.contains(assignment.state()))
                .toList();
    }
}
