package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Moves the accounts of a zone after the death of its last agent: a watched account becomes ORPHANED, a starting
 * account waits again, and a stopping account has stopped. Each batch rereads the roster first, and each write is
 * conditional on the version that was read. An agent that returns meanwhile has to confirm the orphaned accounts,
 * and finds the other accounts unchanged.
 */
public final class DeadZoneFollowUp {

    private static final int BATCH = 100;

    private final WriteContext context;

    public DeadZoneFollowUp(WriteContext context) {
        this.context = context;
    }

    /**
     * The progress of a call.
     *
     * @param complete whether no work is left
     * @param moved the number of accounts that the call moved
     */
    public record Progress(boolean complete, int moved) {}

    /** Moves accounts while the zone has no live agent and time is left. */
    public Progress followUp(ZoneId zone, String actor, Instant now, BooleanSupplier timeLeft) {
        List<Assignment> concerned = context.store().assignments().inZone(zone).stream()
                .filter(assignment -> facts(assignment, actor, now).isPresent())
                .toList();
        int moved = 0;
        for (int from = 0; from < concerned.size(); from += BATCH) {
            if (context.store().zones().find(zone).hasLiveAgents()) {
                return new Progress(true, moved);
            }
            if (!timeLeft.getAsBoolean()) {
                return new Progress(false, moved);
            }
            List<Assignment> batch = concerned.subList(from, Math.min(from + BATCH, concerned.size()));
            moved += followUp(batch, actor, now);
        }
        return new Progress(true, moved);
    }

    private int followUp(List<Assignment> batch, String actor, Instant now) {
        List<Account> moved = context.parallel().map(batch, assignment -> followUp(assignment, actor, now)).stream()
                .flatMap(Optional::stream)
                .toList();
        context.publish(moved, now);
        return moved.size();
    }

    /**
     * Moves the account of one assignment. An assignment that lags behind its account is repaired and then tried
     * again.
     */
    private Optional<Account> followUp(Assignment known, String actor, Instant now) {
        Assignment current = known;
        for (int tries = 0; tries < 3; tries++) {
            Optional<FactsSource> facts = facts(current, actor, now);
            if (facts.isEmpty()) {
                return Optional.empty();
            }
            TransitionResult result = context.transitions().attempt(current.account(), facts.get());
            if (result.moved().isPresent()) {
                return result.moved();
            }
            current = context.repair().repairAfter(current, result);
        }
        return Optional.empty();
    }

    private Optional<FactsSource> facts(Assignment assignment, String actor, Instant now) {
        EventFacts facts = context.facts(actor, now).withMessage("no live agent in zone " + assignment.zone());
        return switch (assignment.state()) {
            case ACTIVE -> Optional.of(FactsSource.fixed(facts.orphan(assignment.version())));
            case ACTIVATING -> Optional.of(found -> facts.release(assignment.zone(), assignment.generation(), found));
            case TO_DEACTIVATE, DEACTIVATING, FAILED_STOPPING ->
                Optional.of(FactsSource.fixed(facts.stopped(assignment.version())));
            case REMOVED, INACTIVE, TO_MIGRATE, ORPHANED, FAILED_STARTING, FAILED_NO_AGENT -> Optional.empty();
        };
    }
}
