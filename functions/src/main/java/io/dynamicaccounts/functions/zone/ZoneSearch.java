package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.SweepMark;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.transition.MessageText;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.Transitions.FactsSource;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds a zone for an account without a zone. The search tries one live zone after the other, the zone with the
 * fewest accounts first, and keeps each zone's reason. Only success, or an operator who names a zone, ends the
 * search.
 *
 * <p>The live zones are the zones that the last sweep saw. This object reads them once, so create one for each call.
 * The next sweep finds a zone that has become live since.
 */
public final class ZoneSearch {

    private final WriteContext context;
    private final Map<ZoneId, Long> accounts = new TreeMap<>();
    private boolean liveZonesRead;

    public ZoneSearch(WriteContext context) {
        this.context = context;
    }

    /**
     * Returns whether the account is looking for a zone: no operator named a zone, and the search has found none.
     */
    public static boolean appliesTo(Account account) {
        return !account.zonePinned() && account.dynamic();
    }

    /** Returns the live zone to try next; empty when every live zone was tried. */
    public Optional<ZoneId> next(Account account) {
        return next(new HashSet<>(tried(account)));
    }

    /** Moves an account that is waiting or starting to the next zone; empty when no zone is left to try. */
    public Optional<TransitionResult> tryNext(Account account, String reason, String actor, Instant now) {
        return next(account)
                .map(zone -> facts(account, reason, actor, now)
                        .tryNextZone(account, zone, left(account, zone), tried(account), triedReasons(account, reason)))
                .map(facts -> context.transitions().attemptOn(account, FactsSource.fixed(facts)));
    }

    /** Queues an account that failed for want of agents in a live zone; empty when there is no live zone. */
    public Optional<TransitionResult> requeue(Account account, String actor, Instant now) {
        return next(Set.of())
                .map(zone -> facts(account, "an agent lives", actor, now)
                        .requeue(zone, account.generation(), account.version(), left(account, zone)))
                .map(facts -> context.transitions().attemptOn(account, FactsSource.fixed(facts)));
    }

    /** Returns the message to operators when no zone is left to try: each zone's reason. */
    public static String failure(Account account, String reason) {
        List<String> reasons = new ArrayList<>(account.triedReasons());
        reasons.add(reason);
        return MessageText.truncated(String.join("; ", reasons), MessageText.MAX_MESSAGE);
    }

    /**
     * Returns the facts with the reason as their message, or without a message where the account has no zone that
     * refused it.
     */
    private EventFacts facts(Account account, String reason, String actor, Instant now) {
        return context.facts(actor, now).withMessage(account.zone().map(zone -> reason));
    }

    private static List<ZoneId> left(Account account, ZoneId next) {
        return account.zonesThatMayKnowIt().stream()
                .filter(zone -> !zone.equals(next))
                .toList();
    }

    private static List<String> triedReasons(Account account, String reason) {
        return Stream.concat(account.triedReasons().stream(), account.zone().map(zone -> reason).stream())
                .toList();
    }

    private static List<ZoneId> tried(Account account) {
        return Stream.concat(account.triedZones().stream(), account.zone().stream())
                .distinct()
                .toList();
    }

    private synchronized Optional<ZoneId> next(Set<ZoneId> tried) {
        readLiveZones();
        Optional<ZoneId> next = accounts.entrySet().stream()
                .filter(zone -> !tried.contains(zone.getKey()))
                .min(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey);
        next.ifPresent(zone -> accounts.merge(zone, 1L, Long::sum));
        return next;
    }

    private void readLiveZones() {
        if (liveZonesRead) {
            return;
        }
        liveZonesRead = true;
        Store store = context.store();
        Set<ZoneId> seen = store.sweepMarks()
                .read()
                .map(SweepMark::lastLive)
                .map(Map::keySet)
                .orElse(Set.of());
        store.zones().find(seen).values().stream()
                .filter(Zone::hasLiveAgents)
                .forEach(zone -> accounts.put(zone.id(), zone.accounts()));
    }
}
