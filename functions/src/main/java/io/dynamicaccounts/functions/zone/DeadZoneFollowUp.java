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
 * Lets the accounts of a zone follow the death of its last agent: what was watched is ORPHANED, what was starting waits again,
 * what was stopping has stopped. The roster is reread before each batch, and each account is written on the version read: an agent
 * that returns meanwhile is asked to confirm what was orphaned, and finds the rest as it was.
 */
public final class DeadZoneFollowUp {

    private static final int BATCH = 100;

    private final WriteContext context;

    public DeadZoneFollowUp(WriteContext context) {
        this.context = context;
    }

    /** How far a call came: whether nothing is left to do, and how many accounts it moved. */
    public record Progress(boolean complete, int moved) {}

    /** Goes on while the zone has no agent and there is time left. */
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

    /** An assignment that lags behind its account is healed and looked at once more. */
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
