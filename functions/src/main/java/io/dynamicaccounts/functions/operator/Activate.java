package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.ZoneSearch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Assigns accounts to the agents of their zone. A request that names another zone moves an account that agents
 * neither watch nor stop. For an account without a zone, the function searches a zone.
 */
public final class Activate implements Function<Activate.Request, BatchOutcome> {

    private final WriteContext context;
    private final BatchTransitions batches;

    /** Builds the function over the shared components. */
    public Activate(SharedComponents shared) {
        this.context = shared.context();
        this.batches = new BatchTransitions(context);
    }

    /** Asks to activate accounts, in the name of an operator. */
    public record Request(String actor, List<Entry> entries) {}

    /**
     * One account to activate.
     *
     * @param zone the zone of the account; the present zone, when empty
     * @param kubeconfigFile a path on the agents' disk; the present path, when empty
     * @param requiredVersion the version that the account must still have, if any
     */
    public record Entry(
            AccountName name, Optional<ZoneId> zone, Optional<String> kubeconfigFile, Optional<Long> requiredVersion) {

        /** Asks to activate the account as it is. */
        public Entry(AccountName name, Optional<ZoneId> zone, Optional<String> kubeconfigFile) {
            this(name, zone, kubeconfigFile, Optional.empty());
        }
    }

    @Override
    public BatchOutcome apply(Request request) {
        Instant now = context.now();
        Map<ZoneId, Boolean> room = zonesWithRoom(request);
        var search = new ZoneSearch(context);
        return batches.move(
                request.entries(),
                Entry::name,
                entry -> withZone(activate(request.actor(), entry, room, now), search, request.actor(), now),
                now);
    }

    /** Returns for each named zone whether all requested accounts fit in. */
    private Map<ZoneId, Boolean> zonesWithRoom(Request request) {
        Map<ZoneId, Long> requested = request.entries().stream()
                .flatMap(entry -> entry.zone().stream())
                .collect(Collectors.groupingBy(zone -> zone, Collectors.counting()));
        var room = new HashMap<ZoneId, Boolean>();
        context.store()
                .zones()
                .find(requested.keySet())
                .forEach((id, zone) -> room.put(id, hasRoom(zone, requested.getOrDefault(id, 0L))));
        return room;
    }

    /**
     * Returns whether the zone has room. The zone's stored number may be too high, so a count replaces it where it
     * would leave no room.
     */
    private boolean hasRoom(Zone zone, long requested) {
        if (zone.accounts() + requested <= Settings.MAX_ACCOUNTS_OF_ZONE) {
            return true;
        }
        long counted = context.store().assignments().count(zone.id());
        context.store().zones().setAccountCount(zone.id(), zone.revision(), counted);
        return counted + requested <= Settings.MAX_ACCOUNTS_OF_ZONE;
    }

    private TransitionResult activate(String actor, Entry entry, Map<ZoneId, Boolean> room, Instant now) {
        if (entry.zone().isPresent() && !room.getOrDefault(entry.zone().get(), true)) {
            return zoneFull(entry.name(), entry.zone().get());
        }
        Facts facts = context.facts(actor, now).activate(entry.zone(), entry.kubeconfigFile(), entry.requiredVersion());
        TransitionResult result = context.transitions().attempt(entry.name(), FactsSource.fixed(facts));
        return result instanceof TransitionResult.Rejected(Account found, String detail)
                ? moveInstead(actor, entry, found, detail, now)
                : result;
    }

    /**
     * Moves an activated account without a zone to a live zone. Where no zone is live yet, the sweep finds a zone
     * later.
     */
    private TransitionResult withZone(TransitionResult result, ZoneSearch search, String actor, Instant now) {
        if (!(result instanceof TransitionResult.Moved(Account account))
                || account.zone().isPresent()) {
            return result;
        }
        // The publication covers only the last transition, so the first one is recorded here.
        context.publisher().recordHistory(List.of(account));
        return search.tryNext(account, "", actor, now)
                .filter(TransitionResult.Moved.class::isInstance)
                .orElse(result);
    }

    private TransitionResult moveInstead(String actor, Entry entry, Account found, String detail, Instant now) {
        if (entry.zone().isEmpty() || found.zone().isEmpty() || entry.zone().equals(found.zone())) {
            return new TransitionResult.Rejected(found, detail);
        }
        ZoneId zone = entry.zone().get();
        return context.transitions()
                .attemptOn(
                        found,
                        reread -> context.facts(actor, now).move(reread.orElse(found), zone, entry.kubeconfigFile()));
    }

    private TransitionResult zoneFull(AccountName name, ZoneId zone) {
        return context.store()
                .accounts()
                .find(name)
                .filter(Account::exists)
                .<TransitionResult>map(found -> new TransitionResult.Rejected(
                        found,
                        "zone " + zone + " holds " + Settings.MAX_ACCOUNTS_OF_ZONE
                                + " accounts at most: activate it in another (zoneId)"))
                .orElse(new TransitionResult.Missing(Optional.empty()));
    }
}
