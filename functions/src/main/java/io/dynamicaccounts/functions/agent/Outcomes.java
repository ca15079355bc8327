package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.Standing;
import io.dynamicaccounts.functions.account.Standing.Work;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Observations.Observed;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.writing.Transitions;
import io.dynamicaccounts.functions.writing.Transitions.Intent;
import io.dynamicaccounts.functions.writing.Words;
import io.dynamicaccounts.functions.writing.Writing;
import io.dynamicaccounts.functions.zone.Acknowledgements;
import io.dynamicaccounts.functions.zone.Stops;
import io.dynamicaccounts.functions.zone.ZoneSearch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides what one report, together with what the zone's other agents said, means for its account. */
final class Outcomes {

    /** What an operator reads of an agent's reason; agents may send more. */
    private static final int MAX_REASON = 300;

    private final Writing writing;
    private final Stops stops;

    Outcomes(Writing writing, Stops stops) {
        this.writing = writing;
        this.stops = stops;
    }

    /** What became of a report. */
    enum Taken {
        /** It was about another generation, zone or life, and changed nothing. */
        STALE,
        NOTED,
        /** It was a failure, and is to be tried again. */
        FAILED,
        /** It was a failure like as many before it as are tried again, so there is no hurry. */
        FAILED_TOO_OFTEN
    }

    Taken take(Report.Entry entry, Sessions.Standing.Registered caller, Instant now) {
        Zone zone = caller.zone();
        Optional<Assignment> noted = writing.store()
                .assignments()
                .note(
                        zone.id(),
                        entry.account(),
                        entry.generation(),
                        caller.member().registration(),
                        entry.outcome(),
                        entry.message().map(message -> Words.shortened(message, MAX_REASON)),
                        zone.registrations());
        if (noted.isEmpty()) {
            return Taken.STALE;
        }
        String actor = caller.member().agent().value();
        boolean aboutWhatIs = switch (entry.outcome()) {
            case WATCHING -> watching(entry, noted.get(), zone, actor, now);
            case FAILED -> failed(noted.get(), zone, actor, now);
            case STOPPED -> stopped(noted.get(), zone, actor, now);
        };
        return aboutWhatIs
                ? taken(entry.outcome(), noted.get().outcome(caller.member().registration()))
                : Taken.STALE;
    }

    private Taken taken(Assignment.Result said, Optional<Assignment.Outcome> noted) {
        if (said != Assignment.Result.FAILED) {
            return Taken.NOTED;
        }
        int tries = noted.map(Assignment.Outcome::tries).orElse(0);
        return tries > writing.timing().maxRetries() ? Taken.FAILED_TOO_OFTEN : Taken.FAILED;
    }

    private boolean watching(Report.Entry entry, Assignment noted, Zone zone, String actor, Instant now) {
        if (noted.standing() != Standing.ACTIVE || noted.awaited()) {
            Facts facts = facts(noted, actor, now)
                    .othersLive(zone.members().size() > 1)
                    .build();
            Transitions.Result result =
                    writing.transitions().attempt(noted.account(), Event.CONFIRM, Intent.fixed(facts));
            Assignment current = writing.healing().after(noted, result);
            if (result instanceof Transitions.Result.Moved(Account account)) {
                writing.publisher().note(List.of(account));
            } else if (current.standing() != Standing.ACTIVE || current.generation() != noted.generation()) {
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
        Observed known = writing.store().observations().find(entry.account()).orElse(Observed.NOTHING);
        var observed = new Observed(
                entry.kubeHost().or(known::kubeHost),
                entry.kubeVersion().or(known::kubeVersion),
                entry.certFingerprint().or(known::certFingerprint),
                entry.namespaces().orElse(known.namespaces()));
        if (!observed.equals(known)) {
            writing.store().observations().put(entry.account(), observed);
        }
    }

    private boolean failed(Assignment noted, Zone zone, String actor, Instant now) {
        if (noted.standing().work() == Work.STOP) {
            String message = "agent " + actor + " could not stop it: " + reason(noted, zone, actor);
            moved(
                    noted,
                    Event.STOP_FAILED,
                    facts(noted, actor, now).message(message).build());
            return true;
        }
        boolean nobodyLeft =
                zone.members().stream().allMatch(member -> noted.says(member.registration(), Assignment.Result.FAILED));
        if (nobodyLeft) {
            nobodyCanStart(noted, reasons(noted, zone), actor, now);
        }
        return noted.standing().work() == Work.WATCH || noted.standing() == Standing.TO_MIGRATE;
    }

    /** An account that was still looking for a zone goes on to the next, and fails with every zone's reason once there is none. */
    private void nobodyCanStart(Assignment noted, String reason, String actor, Instant now) {
        Optional<Account> looking =
                writing.store().accounts().find(noted.account()).filter(ZoneSearch::concerns);
        Optional<Account> elsewhere = looking.filter(account -> account.generation() == noted.generation())
                .filter(account -> account.zone().filter(noted.zone()::equals).isPresent())
                .filter(account -> account.standing() == Standing.ACTIVATING)
                .flatMap(account -> new ZoneSearch(writing).tryNext(account, reason, actor, now))
                .flatMap(Transitions.Result::moved);
        if (elsewhere.isPresent()) {
            writing.publisher().publish(List.of(elsewhere.get()));
            return;
        }
        Facts facts = facts(noted, actor, now)
                .version(noted.version())
                .message(looking.map(account -> ZoneSearch.failure(account, reason))
                        .orElse(reason))
                .build();
        moved(noted, Event.START_FAILED, facts);
    }

    private boolean stopped(Assignment noted, Zone zone, String actor, Instant now) {
        if (noted.standing() == Standing.DEACTIVATING || noted.standing() == Standing.FAILED_STOPPING) {
            var acknowledgements =
                    new Acknowledgements(zone, writing.store().heartbeats().of(zone.id()));
            if (Stops.over(noted, acknowledgements)) {
                writing.healing()
                        .after(
                                noted,
                                stops.end(noted.account(), noted.version(), actor, "stopped by every agent", now));
            }
        }
        return noted.standing().work() != Work.WATCH;
    }

    private void moved(Assignment noted, Event event, Facts facts) {
        Transitions.Result result = writing.transitions().attempt(noted.account(), event, Intent.fixed(facts));
        result.moved()
                .ifPresentOrElse(
                        account -> writing.publisher().publish(List.of(account)),
                        () -> writing.healing().after(noted, result));
    }

    private Facts.Builder facts(Assignment noted, String actor, Instant now) {
        return writing.facts(actor, now).zone(noted.zone()).generation(noted.generation());
    }

    private static String reason(Assignment noted, Zone zone, String actor) {
        return zone.members().stream()
                .filter(member -> member.agent().value().equals(actor))
                .findFirst()
                .flatMap(member -> noted.outcome(member.registration()))
                .flatMap(Assignment.Outcome::message)
                .orElse("it did not say why");
    }

    private static String reasons(Assignment noted, Zone zone) {
        String all = zone.members().stream()
                .map(member -> member.agent() + ": "
                        + reason(noted, zone, member.agent().value()))
                .collect(Collectors.joining("; "));
        return Words.shortened("no agent of zone " + zone.id() + " could start it: " + all, Words.MAX_MESSAGE);
    }
}
