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
 * Decides for which accounts a list asks an agent to report. Every list asks for the accounts that are not settled,
 * and for those that this registration has not confirmed. For an account that the agent could not watch, a list asks
 * again after a wait, which grows with the failures like the wait of a failed start; it asks at once where no other
 * agent of the zone is left that may watch the account.
 */
final class ConfirmationRequests {

    /**
     * After many failures one list asks for all accounts that fall due within this time, since each list costs a
     * read of the whole zone.
     */
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private final Timing timing;

    ConfirmationRequests(Timing timing) {
        this.timing = timing;
    }

    /** Returns whether a list asks this agent for a report on the account. */
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

    /** Returns when a later list will ask again for the first account that this agent could not watch. */
    Optional<Instant> next(Collection<Assignment> assignments, Zone zone, Member self, Instant now) {
        return assignments.stream()
                .filter(assignment -> hasFailed(assignment, self) && !allHaveFailed(assignment, zone))
                .flatMap(assignment -> next(assignment, zone, self, now).stream())
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /**
     * Returns how long to wait after this agent's last failure; empty where the agent did not fail, or where an
     * operator must act.
     */
    Optional<Duration> wait(Assignment assignment, Zone zone, Member self) {
        return assignment.outcome(self.registration()).flatMap(failure -> wait(assignment, zone, self, failure));
    }

    private Optional<Duration> wait(Assignment assignment, Zone zone, Member self, AgentOutcome failure) {
        Optional<Duration> wait = timing.untilNextTry(assignment.account(), failure.tries() - 1);
        return wait.isEmpty() && onlyAnAgentCanEnd(assignment, zone, self)
                ? Optional.of(timing.activationTimeout())
                : wait;
    }

    /**
     * Returns whether only an agent's report can end this condition: the account is ORPHANED or in transition, or
     * its named cacher cannot reach it and a report excludes that cacher.
     */
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

    /**
     * Returns when the agent is asked next. A failure that a function of an earlier version recorded has no time, so
     * the agent is asked now.
     */
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

    /** Returns whether every agent reported a failure: then one more report decides that the start has failed. */
    private static boolean allHaveFailed(Assignment assignment, Zone zone) {
        return assignment.state() != AccountState.ORPHANED
                && zone.members().stream()
                        .allMatch(member -> assignment.lastReported(member.registration(), ReportedResult.FAILED));
    }
}
