package io.dynamicaccounts.functions.sweep;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.transition.TombstoneCleanup;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.ZoneSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Processes accounts whose due time has come. The sweep publishes such an account again, since a function may have
 * died before its publication; or tries again, ends a start or a stop as failed, or examines the account again
 * later. The index of due accounts may lag, so the condition of each write checks the account again.
 */
final class DueWork {

    private static final int PAGE = 500;

    private final WriteContext context;

    DueWork(WriteContext context) {
        this.context = context;
    }

    /**
     * The result of a call.
     *
     * @param accounts the number of accounts that were processed
     * @param complete whether no due account was left
     */
    record Done(int accounts, boolean complete) {}

    /** Processes due accounts while time is left. While the sweep distrusts, no deadline fires. */
    Done take(boolean distrusts, Instant now, BooleanSupplier timeLeft) {
        int taken = 0;
        var seen = new TreeSet<AccountName>();
        while (timeLeft.getAsBoolean()) {
            List<Account> due = context.store().accounts().due(now, PAGE + seen.size()).stream()
                    .filter(account -> !seen.contains(account.name()))
                    .toList();
            if (due.isEmpty()) {
                return new Done(taken, true);
            }
            due.forEach(account -> seen.add(account.name()));
            take(due, distrusts, now);
            taken += due.size();
        }
        return new Done(taken, false);
    }

    private void take(List<Account> due, boolean distrusts, Instant now) {
        var view = new DueAccountZones(context.store(), due);
        var search = new ZoneSearch(context);
        var changes = new ArrayList<Change>();
        due.forEach(account -> changes.add(new Change(account, decide(account, view, distrusts, now))));
        List<Account> published = context.parallel().map(changes, change -> toPublish(change, search, now)).stream()
                .flatMap(Optional::stream)
                .toList();
        context.publish(published, now);
        context.parallel().map(changes, this::postpone);
    }

    private record Change(Account account, Step step) {}

    /** The next step for a due account. */
    private sealed interface Step {
        /** Attempts a transition, which the caller publishes together with the other moved accounts. */
        record Move(Function<EventFacts, Facts> event, String message) implements Step {}

        /**
         * Ends a start as failed by this event; an account that is looking for a zone goes to the next zone instead.
         */
        record FailStart(Function<EventFacts, Facts> event, String message) implements Step {}

        /**
         * Publishes the account again unchanged, and makes it due next at this time; never, where nothing is to be
         * awaited.
         */
        record PublishAgain(Optional<Instant> next) implements Step {}

        /** Queues the account again in a live zone; makes it due at this time where no zone is live. */
        record FindZone(Instant otherwise) implements Step {}

        /** Ends the work on the account, which is due no more. */
        record Finish() implements Step {}

        /** Makes the account due next at this time. */
        record LookAgain(Instant next) implements Step {}
    }

    private Step decide(Account account, DueAccountZones view, boolean distrusts, Instant now) {
        boolean lives =
                account.zone().map(view::zone).filter(Zone::hasLiveAgents).isPresent();
        boolean expired =
                account.deadline().filter(deadline -> !deadline.isAfter(now)).isPresent();
        String noLiveAgent =
                account.zone().map(zone -> "no live agent in zone " + zone).orElse("no live agent in any zone");
        Instant soon = now.plus(context.timing().pollInterval().multipliedBy(2));
        Instant later = now.plus(context.timing().activationTimeout());
        if (distrusts && (expired || !lives)) {
            return new Step.LookAgain(soon);
        }
        return switch (account.state()) {
            case REMOVED -> new Step.PublishAgain(untilUnreferenced(account, now));
            case INACTIVE, ORPHANED -> new Step.PublishAgain(Optional.empty());
            case TO_MIGRATE ->
                lives
                        ? new Step.PublishAgain(Optional.of(later))
                        : new Step.FailStart(facts -> facts.noTaker(account.version()), noLiveAgent);
            case ACTIVATING -> activating(account, lives, expired, noLiveAgent);
            case ACTIVE -> active(account, view, lives, expired, noLiveAgent);
            case FAILED_STARTING ->
                context.timing().untilNextTry(account.name(), account.retries()).isPresent()
                        ? new Step.Move(
                                facts -> facts.retry(account.generation()),
                                "trying again after: " + account.message().orElse("?"))
                        : new Step.PublishAgain(Optional.empty());
            case FAILED_NO_AGENT -> failedNoAgent(account, lives, now.plus(Timing.WITHOUT_AGENT));
            case TO_DEACTIVATE -> lives ? new Step.PublishAgain(Optional.of(later)) : stopped(account, noLiveAgent);
            case DEACTIVATING -> deactivating(account, view, lives, expired, soon);
            case FAILED_STOPPING -> failedStopping(account, view, lives);
        };
    }

    private static Step failedNoAgent(Account account, boolean lives, Instant later) {
        if (lives) {
            return new Step.Move(
                    facts -> facts.requeue(zone(account), account.generation(), account.version(), List.of()),
                    "an agent lives in the zone again");
        }
        return ZoneSearch.appliesTo(account) ? new Step.FindZone(later) : new Step.LookAgain(later);
    }

    private Step activating(Account account, boolean lives, boolean expired, String noLiveAgent) {
        if (!lives) {
            return new Step.FailStart(
                    facts -> facts.release(zone(account), account.generation(), Optional.of(account)), noLiveAgent);
        }
        return expired ? unconfirmed(account) : new Step.PublishAgain(account.deadline());
    }

    private Step active(Account account, DueAccountZones view, boolean lives, boolean expired, String noLiveAgent) {
        if (!lives) {
            return new Step.Move(facts -> facts.orphan(account.version()), noLiveAgent);
        }
        if (account.deadline().isEmpty() && view.allAnswered(account)) {
            return new Step.Finish();
        }
        return expired ? unconfirmed(account) : new Step.PublishAgain(account.deadline());
    }

    private Step unconfirmed(Account account) {
        return new Step.FailStart(
                facts -> facts.startFailed(account, zone(account), account.generation(), account.version()),
                "no agent confirmed it within "
                        + context.timing().activationTimeout().toSeconds() + " s");
    }

    private static Step stopped(Account account, String message) {
        return new Step.Move(facts -> facts.stopped(account.version()), message);
    }

    private static ZoneId zone(Account account) {
        return account.zone().orElseThrow();
    }

    private Step deactivating(Account account, DueAccountZones view, boolean lives, boolean expired, Instant soon) {
        List<AgentName> waitingFor = view.waitingFor(account);
        if (!lives || waitingFor.isEmpty()) {
            return stopped(account, "stopped by every agent");
        }
        if (expired) {
            return new Step.Move(
                    facts -> facts.stopFailed(zone(account), account.generation()),
                    "agents that did not stop it within "
                            + context.timing().activationTimeout().toSeconds() + " s: "
                            + waitingFor.stream().map(AgentName::toString).collect(Collectors.joining(", ")));
        }
        Instant deadline = account.deadline().orElse(soon);
        return new Step.LookAgain(deadline.isBefore(soon) ? deadline : soon);
    }

    private Step failedStopping(Account account, DueAccountZones view, boolean lives) {
        if (!lives || view.waitingFor(account).isEmpty()) {
            return stopped(account, "stopped by every agent");
        }
        return account.stopRetries() < context.timing().maxRetries()
                ? new Step.Move(
                        facts -> facts.stopAgain(account.generation()),
                        "stopping again after: " + account.message().orElse("?"))
                : new Step.PublishAgain(Optional.empty());
    }

    /**
     * Returns when to clean up after a tombstone for the last time; empty where that time has passed. A definition
     * written within the last hour may still wait for its account, and the last cleanup deletes it.
     */
    private static Optional<Instant> untilUnreferenced(Account tombstone, Instant now) {
        Instant last =
                tombstone.updated().plus(TombstoneCleanup.UNREFERENCED_FOR).plus(Duration.ofMinutes(1));
        return now.isBefore(last) ? Optional.of(last) : Optional.empty();
    }

    private Optional<Account> toPublish(Change change, ZoneSearch search, Instant now) {
        Account account = change.account();
        return switch (change.step()) {
            case Step.Move(Function<EventFacts, Facts> event, String message) -> move(account, event, message, now);
            case Step.FailStart fail -> tryNextZoneOrFail(account, fail, search, now);
            case Step.FindZone find -> search.requeue(account, Sweep.ACTOR, now).flatMap(TransitionResult::moved);
            case Step.PublishAgain again -> Optional.of(account);
            case Step.LookAgain later -> Optional.empty();
            case Step.Finish settled -> Optional.empty();
        };
    }

    /**
     * Sets the next due time after the publication. If the function dies in between, the account stays due.
     *
     * @return whether a due time was written
     */
    private boolean postpone(Change change) {
        Account account = change.account();
        return switch (change.step()) {
            case Step.Move move -> false;
            case Step.FailStart fail -> false;
            case Step.PublishAgain(Optional<Instant> next) ->
                context.store().accounts().postpone(account.name(), account.version(), next.orElse(null));
            // A queued account has another version by now, so this write changes nothing.
            case Step.FindZone(Instant otherwise) ->
                context.store().accounts().postpone(account.name(), account.version(), otherwise);
            case Step.LookAgain(Instant next) ->
                context.store().accounts().postpone(account.name(), account.version(), next);
            case Step.Finish settled -> context.store().accounts().postpone(account.name(), account.version(), null);
        };
    }

    private Optional<Account> tryNextZoneOrFail(Account account, Step.FailStart fail, ZoneSearch search, Instant now) {
        if (!ZoneSearch.appliesTo(account)) {
            return move(account, fail.event(), fail.message(), now);
        }
        Optional<Account> elsewhere =
                search.tryNext(account, fail.message(), Sweep.ACTOR, now).flatMap(TransitionResult::moved);
        return elsewhere.isPresent()
                ? elsewhere
                : move(account, fail.event(), ZoneSearch.failure(account, fail.message()), now);
    }

    private Optional<Account> move(Account account, Function<EventFacts, Facts> event, String message, Instant now) {
        Facts facts = event.apply(context.facts(Sweep.ACTOR, now).withMessage(message));
        return context.transitions()
                .attemptOn(account, FactsSource.fixed(facts))
                .moved();
    }
}
