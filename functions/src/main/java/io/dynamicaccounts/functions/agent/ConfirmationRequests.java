package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignment.AgentOutcome;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.zone.CacherSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides which reports a list asks an agent for. What is not settled, and what this registration has not confirmed, it asks for in every
 * list. What the agent could not watch it asks for again after a wait, which grows with the failures as that of a failed start does; at
 * once, where no other agent of the zone is left that may watch it.
 */
final class ConfirmationRequests {

    /** After many failures one list asks for all that fall due within this time: each list costs a read of the whole zone. */
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private final Timing timing;

    ConfirmationRequests(Timing timing) {
        this.timing = timing;
    }

    boolean isWanted(Assignment assignment, Zone zone, Member self, Instant now) {
        if (hasFailed(assignment, self)) {
            return allHaveFailed(assignment, zone)
                    || nextRequest(assignment, zone, self)
                            .filter(at -> !at.isAfter(now))
                            .isPresent();
        }
        return assignment.state() != AccountState.ACTIVE
                || assignment.awaitsConfirmation()
                || assignment.outcome(self.registration()).isEmpty();
    }

    /** Returns when a later list will ask for the first of what this agent could not watch. */
    Optional<Instant> next(Collection<Assignment> assignments, Zone zone, Member self, Instant now) {
        return assignments.stream()
                .filter(assignment -> hasFailed(assignment, self) && !allHaveFailed(assignment, zone))
                .flatMap(assignment -> next(assignment, zone, self, now).stream())
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** Returns how long to wait after this agent failed last; empty where it did not, or where it is left to an operator. */
    Optional<Duration> wait(Assignment assignment, Zone zone, Member self) {
        return assignment.outcome(self.registration()).flatMap(failure -> wait(assignment, zone, self, failure));
    }

    private Optional<Duration> wait(Assignment assignment, Zone zone, Member self, AgentOutcome failure) {
        Optional<Duration> wait = timing.untilNextTry(assignment.account(), failure.tries() - 1);
        return wait.isEmpty() && onlyAnAgentCanEnd(assignment, zone, self)
                ? Optional.of(timing.activationTimeout())
                : wait;
    }

    /** That it is ORPHANED or under way, or that its named cacher cannot reach it: a report excludes that one. */
    private static boolean onlyAnAgentCanEnd(Assignment assignment, Zone zone, Member self) {
        return assignment.state() != AccountState.ACTIVE || CacherSelection.isSelected(zone, self, assignment);
    }

    private Optional<Instant> next(Assignment assignment, Zone zone, Member self, Instant now) {
        boolean seldom = assignment
                .outcome(self.registration())
                .filter(failure -> failure.tries() > timing.maxRetries())
                .isPresent();
        return nextRequest(assignment, zone, self)
                .map(at -> seldom ? Collections.max(List.of(at, now.plus(TOGETHER))) : at);
    }

    /** Whoever said so to a function of an earlier version, which noted no time, is asked now. */
    private Optional<Instant> nextRequest(Assignment assignment, Zone zone, Member self) {
        return assignment
                .outcome(self.registration())
                .flatMap(failure -> wait(assignment, zone, self, failure)
                        .map(wait -> failure.at().map(at -> at.plus(wait)).orElse(Instant.MIN)));
    }

    private static boolean hasFailed(Assignment assignment, Member self) {
        return assignment.state().work() == Work.WATCH
                && assignment.lastReported(self.registration(), ReportedResult.FAILED);
    }

    /** Whether every agent said that it cannot: then one answer more decides that the start has failed. */
    private static boolean allHaveFailed(Assignment assignment, Zone zone) {
        return assignment.state() != AccountState.ORPHANED
                && zone.members().stream()
                        .allMatch(member -> assignment.lastReported(member.registration(), ReportedResult.FAILED));
    }
}
