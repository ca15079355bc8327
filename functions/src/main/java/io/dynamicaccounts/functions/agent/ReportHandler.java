package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.account.AgentName;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments.ReportedOutcome;
import io.dynamicaccounts.functions.store.Observations.Observation;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import io.dynamicaccounts.functions.transition.MessageText;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.Acknowledgements;
import io.dynamicaccounts.functions.zone.StopCompletion;
import io.dynamicaccounts.functions.zone.ZoneSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides what a report means for its account, together with the reports of the zone's other agents. */
final class ReportHandler {

    /** The longest reason that an operator reads; agents may send more. */
    private static final int MAX_REASON = 300;

    /** How soon the agent gets a list that hands the caching of an account to another agent. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final WriteContext context;
    private final StopCompletion stops;
    private final CachingHandOver handOvers;
    private final ConfirmationRequests confirmations;

    ReportHandler(SharedComponents shared) {
        this.context = shared.context();
        this.stops = new StopCompletion(context);
        this.handOvers = new CachingHandOver(context, shared.settings().exclusions());
        this.confirmations = new ConfirmationRequests(context.timing());
    }

    /** The result of a report. */
    sealed interface Handled {
        /** The report was about another generation, zone or account of this name, and changed nothing. */
        record Stale() implements Handled {}

        /**
         * The report counts. Where a list or another attempt is due later, the agent polls again after this time.
         */
        record Counted(Optional<Duration> askAgainAfter) implements Handled {}
    }

    /** Records a report on its assignment, and attempts the transition that all reports together call for. */
    Handled handle(Report.Entry entry, SessionCheck.Status.Registered caller, Instant now) {
        Zone zone = caller.zone();
        Optional<Assignment> noted = context.store()
                .assignments()
                .recordOutcome(
                        new ReportedOutcome(
                                zone.id(),
                                entry.account(),
                                entry.generation(),
                                caller.member().registration(),
                                entry.outcome(),
                                now,
                                entry.message().map(message -> MessageText.truncated(message, MAX_REASON))),
                        zone.registrations());
        if (noted.isEmpty()) {
            return new Handled.Stale();
        }
        Member self = caller.member();
        String actor = new AgentName(zone.id(), self.agent()).toString();
        boolean counts = switch (entry.outcome()) {
            case WATCHING -> watching(entry, noted.get(), zone, actor, now);
            case FAILED -> failed(noted.get(), zone, self, actor, now);
            case STOPPED -> stopped(noted.get(), zone, actor, now);
        };
        if (!counts) {
            return new Handled.Stale();
        }
        boolean excludes = handOvers.exclude(zone, noted.get()).isPresent();
        return new Handled.Counted(excludes ? Optional.of(SOON) : askBack(entry, noted.get(), caller));
    }

    private Optional<Duration> askBack(Report.Entry entry, Assignment noted, SessionCheck.Status.Registered caller) {
        return entry.outcome() == Assignment.ReportedResult.FAILED
                ? confirmations.wait(noted, caller.zone(), caller.member())
                : Optional.empty();
    }

    private boolean watching(Report.Entry entry, Assignment noted, Zone zone, String actor, Instant now) {
        if (noted.state() != AccountState.ACTIVE || noted.awaitsConfirmation()) {
            boolean othersLive = zone.members().size() > 1;
            Facts facts =
                    context.facts(actor, now).confirm(noted.zone(), noted.generation(), othersLive, noted.leftZones());
            TransitionResult result = context.transitions().attempt(noted.account(), FactsSource.fixed(facts));
            Assignment current = context.repair().repairAfter(noted, result);
            if (result instanceof TransitionResult.Moved(Account account)) {
                context.publisher().recordHistory(List.of(account));
            } else if (current.state() != AccountState.ACTIVE || current.generation() != noted.generation()) {
                return false;
            }
        }
        observe(entry);
        return true;
    }

    private void observe(Report.Entry entry) {
        if (entry.kubeHost().isEmpty()
                && entry.kubeVersion().isEmpty()
                && entry.certFingerprint().isEmpty()
                && entry.namespaces().isEmpty()) {
            return;
        }
        Observation known = context.store().observations().find(entry.account()).orElse(Observation.NONE);
        var observed = new Observation(
                entry.kubeHost().or(known::kubeHost),
                entry.kubeVersion().or(known::kubeVersion),
                entry.certFingerprint().or(known::certFingerprint),
                entry.namespaces().orElse(known.namespaces()));
        if (!observed.equals(known)) {
            context.store().observations().put(entry.account(), observed);
        }
    }

    private boolean failed(Assignment noted, Zone zone, Member self, String actor, Instant now) {
        if (noted.state().work() == Work.STOP) {
            String message = "agent " + actor + " could not stop it: " + reason(noted, self);
            Facts facts = context.facts(actor, now).withMessage(message).stopFailed(noted.zone(), noted.generation());
            publishOrRepair(noted, context.transitions().attempt(noted.account(), FactsSource.fixed(facts)));
            return true;
        }
        boolean allFailed = zone.members().stream()
                .allMatch(member -> noted.lastReported(member.registration(), Assignment.ReportedResult.FAILED));
        if (allFailed) {
            failStart(noted, reasons(noted, zone), actor, now);
        }
        return noted.state().work() == Work.WATCH || noted.state() == AccountState.TO_MIGRATE;
    }

    /**
     * Fails a start that no agent of the zone could make. An account that is still searching for a zone goes on to
     * the next zone, and fails with the reasons of all zones once there is none.
     */
    private void failStart(Assignment noted, String reason, String actor, Instant now) {
        Optional<Account> found = context.store().accounts().find(noted.account());
        if (found.isEmpty()) {
            return;
        }
        Optional<Account> looking = found.filter(ZoneSearch::appliesTo);
        Optional<Account> elsewhere = looking.filter(account -> account.generation() == noted.generation())
                .filter(account -> account.zone().filter(noted.zone()::equals).isPresent())
                .filter(account -> account.state() == AccountState.ACTIVATING)
                .flatMap(account -> new ZoneSearch(context).tryNext(account, reason, actor, now))
                .flatMap(TransitionResult::moved);
        if (elsewhere.isPresent()) {
            context.publisher().publish(List.of(elsewhere.get()));
            return;
        }
        Facts facts = context.facts(actor, now)
                .withMessage(looking.map(account -> ZoneSearch.failure(account, reason))
                        .orElse(reason))
                .startFailed(found.get(), noted.zone(), noted.generation(), noted.version());
        publishOrRepair(noted, context.transitions().attemptOn(found.get(), FactsSource.fixed(facts)));
    }

    private boolean stopped(Assignment noted, Zone zone, String actor, Instant now) {
        if (noted.state() == AccountState.DEACTIVATING || noted.state() == AccountState.FAILED_STOPPING) {
            var acknowledgements =
                    new Acknowledgements(zone, context.store().heartbeats().in(zone.id()));
            if (StopCompletion.isComplete(noted, acknowledgements)) {
                context.repair()
                        .repairAfter(
                                noted,
                                stops.complete(noted.account(), noted.version(), actor, "stopped by every agent", now));
            }
        }
        return noted.state().work() != Work.WATCH;
    }

    private void publishOrRepair(Assignment noted, TransitionResult result) {
        result.moved()
                .ifPresentOrElse(
                        account -> context.publisher().publish(List.of(account)),
                        () -> context.repair().repairAfter(noted, result));
    }

    private static String reason(Assignment noted, Member member) {
        return noted.outcome(member.registration())
                .flatMap(Assignment.AgentOutcome::message)
                .orElse("it did not say why");
    }

    private static String reasons(Assignment noted, Zone zone) {
        String all = zone.members().stream()
                .map(member -> member.agent() + ": " + reason(noted, member))
                .collect(Collectors.joining("; "));
        return MessageText.truncated(
                "no agent of zone " + zone.id() + " could start it: " + all, MessageText.MAX_MESSAGE);
    }
}
