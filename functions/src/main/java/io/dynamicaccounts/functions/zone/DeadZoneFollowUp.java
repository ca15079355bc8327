package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.transition.TransitionResult;
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
                .filter(assignment -> event(assignment).isPresent())
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
            Optional<Event> event = event(current);
            if (event.isEmpty()) {
                return Optional.empty();
            }
            Assignment assignment = current;
            TransitionResult result = context.transitions().attempt(current.account(), event.get(), found -> {
                Facts.Builder facts = context.facts(actor, now)
                        .zone(assignment.zone())
                        .generation(assignment.generation())
                        .version(assignment.version())
                        .message("no live agent in zone " + assignment.zone());
                found.ifPresent(facts::failedAccount);
                return facts.build();
            });
            if (result.moved().isPresent()) {
                return result.moved();
            }
            current = context.repair().repairAfter(current, result);
        }
        return Optional.empty();
    }

    private static Optional<Event> event(Assignment assignment) {
        return switch (assignment.state()) {
            case ACTIVE -> Optional.of(Event.ORPHAN);
            case ACTIVATING -> Optional.of(Event.RELEASE);
            case TO_DEACTIVATE, DEACTIVATING, FAILED_STOPPING -> Optional.of(Event.STOPPED);
            case REMOVED, INACTIVE, TO_MIGRATE, ORPHANED, FAILED_STARTING, FAILED_NO_AGENT -> Optional.empty();
        };
    }
}
