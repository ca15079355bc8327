package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentName;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes waiting accounts of a zone for one of its agents. Failed accounts that may be tried again are queued first.
 */
final class AssignmentClaim {

    private final WriteContext context;

    AssignmentClaim(WriteContext context) {
        this.context = context;
    }

    /**
     * The result of a claim.
     *
     * @param assignments the assignments after the attempts, whether or not this agent got the accounts
     * @param any whether this agent took any account
     * @param more whether accounts beyond the agent's capacity still wait
     */
    record Claimed(List<Assignment> assignments, boolean any, boolean more) {}

    /** Returns whether an account of the zone waits and the agent has capacity for it. */
    boolean anyToClaim(Map<AccountName, Assignment> assignments, int capacity, Instant now) {
        return capacity > 0 && assignments.values().stream().anyMatch(assignment -> isWaiting(assignment, now));
    }

    /** Claims waiting accounts for this agent, up to its capacity. */
    Claimed claim(Zone zone, Map<AccountName, Assignment> assignments, Member self, int capacity, Instant now) {
        List<Assignment> waiting = assignments.values().stream()
                .filter(assignment -> isWaiting(assignment, now))
                .sorted(Comparator.comparingInt(assignment -> Objects.hash(self.agent(), assignment.account())))
                .toList();
        List<Assignment> wanted = waiting.subList(0, Math.min(capacity, waiting.size()));
        List<Step> steps = context.parallel().map(wanted, assignment -> step(assignment, self, now));
        context.publisher()
                .recordHistory(
                        steps.stream().flatMap(step -> step.last().stream()).toList());
        return new Claimed(
                steps.stream().map(Step::assignment).toList(),
                steps.stream().anyMatch(step -> step.last().isPresent()),
                waiting.size() > wanted.size());
    }

    private static boolean isWaiting(Assignment assignment, Instant now) {
        return switch (assignment.state()) {
            case TO_MIGRATE, FAILED_NO_AGENT -> true;
            case FAILED_STARTING ->
                assignment.due().filter(due -> !due.isAfter(now)).isPresent();
            default -> false;
        };
    }

    /**
     * The assignment after one step, and the account after its last transition; empty where no transition was made.
     */
    private record Step(Assignment assignment, Optional<Account> last) {}

    private Step step(Assignment waiting, Member self, Instant now) {
        EventFacts facts = context.facts(new AgentName(waiting.zone(), self.agent()), now);
        Optional<Facts> queueing = queueing(waiting, facts);
        if (queueing.isEmpty()) {
            return assign(waiting, facts);
        }
        Step queued = move(waiting, queueing.get());
        if (queued.assignment().state() != AccountState.TO_MIGRATE) {
            return queued;
        }
        // Written before the second transition: a function that dies in between must not leave a gap of two
        // transitions in the history.
        context.publisher().recordHistory(queued.last().stream().toList());
        Step taken = assign(queued.assignment(), facts);
        return taken.last().isPresent() ? taken : new Step(taken.assignment(), queued.last());
    }

    private static Optional<Facts> queueing(Assignment waiting, EventFacts facts) {
        return switch (waiting.state()) {
            case FAILED_NO_AGENT ->
                Optional.of(facts.requeue(waiting.zone(), waiting.generation(), waiting.version(), List.of()));
            case FAILED_STARTING -> Optional.of(facts.retry(waiting.generation()));
            default -> Optional.empty();
        };
    }

    private Step assign(Assignment waiting, EventFacts facts) {
        return move(waiting, facts.assign(waiting.zone(), waiting.generation()));
    }

    /**
     * Attempts a transition, and returns the assignment after the attempt. Where another caller has changed the
     * account, the returned assignment shows the account as it is now.
     */
    private Step move(Assignment assignment, Facts facts) {
        TransitionResult result = context.transitions().attempt(assignment.account(), FactsSource.fixed(facts));
        return new Step(context.repair().repairAfter(assignment, result), result.moved());
    }
}
