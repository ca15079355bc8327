package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Standing;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.writing.Healing;
import io.dynamicaccounts.functions.writing.Parallel;
import io.dynamicaccounts.functions.writing.Publisher;
import io.dynamicaccounts.functions.writing.Transitions;
import io.dynamicaccounts.functions.writing.Transitions.Intent;
import io.dynamicaccounts.functions.zone.Acknowledgements;
import io.dynamicaccounts.functions.zone.Stops;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Sends a zone's stops, and ends those that its agents have acknowledged. Stops ignore capacity. */
final class Stopping {

    private final Store store;
    private final Transitions transitions;
    private final Publisher publisher;
    private final Healing healing;
    private final Stops stops;
    private final Parallel parallel;
    private final Timing timing;

    Stopping(
            Store store,
            Transitions transitions,
            Publisher publisher,
            Healing healing,
            Stops stops,
            Parallel parallel,
            Timing timing) {
        this.store = store;
        this.transitions = transitions;
        this.publisher = publisher;
        this.healing = healing;
        this.stops = stops;
        this.parallel = parallel;
        this.timing = timing;
    }

    /** Ends the stops that every live agent has let go of; the assignments that are not what they were. */
    List<Assignment> end(Zone zone, Map<AccountName, Assignment> assignments, Member self, Instant now) {
        List<Assignment> sent = at(assignments.values(), Standing.DEACTIVATING, Standing.FAILED_STOPPING);
        if (sent.isEmpty()) {
            return List.of();
        }
        var acknowledgements = new Acknowledgements(zone, store.heartbeats().of(zone.id()));
        List<Assignment> over = sent.stream()
                .filter(assignment -> Stops.over(assignment, acknowledgements))
                .toList();
        return parallel.map(
                over,
                assignment -> healing.after(
                        assignment,
                        stops.end(
                                assignment.account(),
                                assignment.version(),
                                self.agent().value(),
                                "stopped by every agent",
                                now)));
    }

    /** Notes that the stops of this revision are with the agents; the assignments that are not what they were. */
    List<Assignment> send(
            Zone zone, Map<AccountName, Assignment> assignments, long revision, Member self, Instant now) {
        List<Assignment> pending = at(assignments.values(), Standing.TO_DEACTIVATE);
        List<Sent> sent = parallel.map(pending, assignment -> send(assignment, revision, self, now));
        publisher.note(sent.stream().flatMap(one -> one.moved().stream()).toList());
        return sent.stream().map(Sent::assignment).toList();
    }

    private record Sent(Assignment assignment, List<Account> moved) {}

    private Sent send(Assignment assignment, long revision, Member self, Instant now) {
        Facts facts = Facts.by(self.agent().value(), now, timing)
                .zone(assignment.zone())
                .generation(assignment.generation())
                .stopRevision(revision)
                .build();
        Transitions.Result result = transitions.attempt(assignment.account(), Event.STOP_SENT, Intent.fixed(facts));
        List<Account> moved =
                result instanceof Transitions.Result.Moved(Account account) ? List.of(account) : List.of();
        return new Sent(healing.after(assignment, result), moved);
    }

    private static List<Assignment> at(Collection<Assignment> assignments, Standing... standings) {
        List<Standing> wanted = List.of(standings);
        return assignments.stream()
                .filter(assignment -> wanted.contains(assignment.standing()))
                .toList();
    }
}
