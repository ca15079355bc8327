package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentName;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.Acknowledgements;
import io.dynamicaccounts.functions.zone.StopCompletion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends a zone's stops, and completes the stops that the zone's agents have acknowledged. Stops ignore capacity. */
final class StopAssignment {

    private final WriteContext context;
    private final StopCompletion stops;

    StopAssignment(WriteContext context, StopCompletion stops) {
        this.context = context;
        this.stops = stops;
    }

    /** Completes the stops that every live agent has acknowledged, and returns the changed assignments. */
    List<Assignment> end(Zone zone, Map<AccountName, Assignment> assignments, Member self, Instant now) {
        List<Assignment> sent = inState(assignments.values(), AccountState.DEACTIVATING, AccountState.FAILED_STOPPING);
        if (sent.isEmpty()) {
            return List.of();
        }
        var acknowledgements =
                new Acknowledgements(zone, context.store().heartbeats().in(zone.id()));
        List<Assignment> over = sent.stream()
                .filter(assignment -> StopCompletion.isComplete(assignment, acknowledgements))
                .toList();
        String actor = new AgentName(zone.id(), self.agent()).toString();
        return context.parallel()
                .map(
                        over,
                        assignment -> context.repair()
                                .repairAfter(
                                        assignment,
                                        stops.complete(
                                                assignment.account(),
                                                assignment.version(),
                                                actor,
                                                "stopped by every agent",
                                                now)));
    }

    /** Records that the lists of this revision contain the pending stops, and returns the changed assignments. */
    List<Assignment> send(
            Zone zone, Map<AccountName, Assignment> assignments, long revision, Member self, Instant now) {
        List<Assignment> pending = inState(assignments.values(), AccountState.TO_DEACTIVATE);
        List<Sent> sent = context.parallel().map(pending, assignment -> send(assignment, revision, self, now));
        context.publisher()
                .recordHistory(
                        sent.stream().flatMap(one -> one.moved().stream()).toList());
        return sent.stream().map(Sent::assignment).toList();
    }

    private record Sent(Assignment assignment, Optional<Account> moved) {}

    private Sent send(Assignment assignment, long revision, Member self, Instant now) {
        Facts facts = context.facts(new AgentName(assignment.zone(), self.agent()), now)
                .stopSent(assignment.zone(), assignment.generation(), revision);
        TransitionResult result = context.transitions().attempt(assignment.account(), FactsSource.fixed(facts));
        return new Sent(context.repair().repairAfter(assignment, result), result.moved());
    }

    private static List<Assignment> inState(Collection<Assignment> assignments, AccountState... states) {
        List<AccountState> wanted = List.of(states);
        return assignments.stream()
                .filter(assignment -> wanted.contains(assignment.state()))
                .toList();
    }
}
