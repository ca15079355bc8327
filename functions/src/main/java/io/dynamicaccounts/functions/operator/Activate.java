package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.writing.Transitions;
import io.dynamicaccounts.functions.writing.Writing;
import io.dynamicaccounts.functions.zone.ZoneSearch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Hands accounts to the agents of their zone. Naming another zone than the one it is in moves an account that rests; for an account
 * without a zone one is searched.
 */
public final class Activate implements Function<Activate.Request, BatchOutcome> {

    private final Writing writing;
    private final Batches batches;

    Activate(Writing writing, Batches batches) {
        this.writing = writing;
        this.batches = batches;
    }

    public record Request(String actor, List<Entry> entries) {}

    /**
     * One account to activate.
     *
     * @param zone where; the one it has, when empty
     * @param kubeconfigFile a path on the agents' disk; the one it has, when empty
     */
    public record Entry(AccountName name, Optional<ZoneId> zone, Optional<String> kubeconfigFile) {}

    @Override
    public BatchOutcome apply(Request request) {
        Instant now = writing.now();
        Map<ZoneId, Boolean> room = room(request);
        var search = new ZoneSearch(writing);
        return batches.move(
                request.entries(),
                Entry::name,
                entry -> withZone(activate(request.actor(), entry, room, now), search, request.actor(), now),
                now);
    }

    /** Of each zone that is named, whether all that are asked for fit in. */
    private Map<ZoneId, Boolean> room(Request request) {
        Map<ZoneId, Long> asked = request.entries().stream()
                .flatMap(entry -> entry.zone().stream())
                .collect(Collectors.groupingBy(zone -> zone, Collectors.counting()));
        var room = new HashMap<ZoneId, Boolean>();
        writing.store()
                .zones()
                .find(asked.keySet())
                .forEach((id, zone) -> room.put(id, hasRoom(zone, asked.getOrDefault(id, 0L))));
        return room;
    }

    /** What is known of a zone is rather too many: counted only where that would leave no room. */
    private boolean hasRoom(Zone zone, long asked) {
        if (zone.accounts() + asked <= Settings.MAX_ACCOUNTS_OF_ZONE) {
            return true;
        }
        long counted = writing.store().assignments().count(zone.id());
        writing.store().zones().setAccountCount(zone.id(), zone.revision(), counted);
        return counted + asked <= Settings.MAX_ACCOUNTS_OF_ZONE;
    }

    private Transitions.Result activate(String actor, Entry entry, Map<ZoneId, Boolean> room, Instant now) {
        if (entry.zone().isPresent() && !room.getOrDefault(entry.zone().get(), true)) {
            return full(entry.name(), entry.zone().get());
        }
        Transitions.Result result = writing.transitions()
                .attempt(
                        entry.name(),
                        Event.ACTIVATE,
                        found -> facts(actor, entry, now).build());
        return result instanceof Transitions.Result.Refused(Account found, String detail)
                ? moveInstead(actor, entry, found, detail, now)
                : result;
    }

    /** An account without a zone is given one; where none lives yet, the sweep finds one later. */
    private Transitions.Result withZone(Transitions.Result result, ZoneSearch search, String actor, Instant now) {
        if (!(result instanceof Transitions.Result.Moved(Account account))
                || account.zone().isPresent()) {
            return result;
        }
        // Before the second transition hides it: what is published is only the last one.
        writing.publisher().note(List.of(account));
        return search.tryNext(account, "", actor, now)
                .filter(Transitions.Result.Moved.class::isInstance)
                .orElse(result);
    }

    private Transitions.Result moveInstead(String actor, Entry entry, Account found, String detail, Instant now) {
        if (entry.zone().isEmpty() || found.zone().isEmpty() || entry.zone().equals(found.zone())) {
            return new Transitions.Result.Refused(found, detail);
        }
        return writing.transitions().from(found, Event.MOVE, reread -> {
            Account account = reread.orElse(found);
            return facts(actor, entry, now)
                    .version(account.version())
                    .leftZones(account.zonesThatMayKnowIt())
                    .build();
        });
    }

    private Transitions.Result full(AccountName name, ZoneId zone) {
        return writing.store()
                .accounts()
                .find(name)
                .filter(Account::exists)
                .<Transitions.Result>map(found -> new Transitions.Result.Refused(
                        found,
                        "zone " + zone + " holds " + Settings.MAX_ACCOUNTS_OF_ZONE
                                + " accounts at most: activate it in another (zoneId)"))
                .orElse(new Transitions.Result.Missing(Optional.empty()));
    }

    private Facts.Builder facts(String actor, Entry entry, Instant now) {
        return writing.facts(actor, now)
                .zone(entry.zone().orElse(null))
                .kubeconfigFile(entry.kubeconfigFile().orElse(null));
    }
}
