package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.SweepMark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains why waiting accounts have no agent yet. Each zone's heartbeats are read once, and only where an account
 * waits.
 */
final class WaitReasons {

    private final Map<ZoneId, Condition> conditions = new HashMap<>();
    private final Condition withoutZone;

    /** The condition of a zone in which an account waits, or of the whole fleet for accounts without a zone. */
    private enum Condition {
        MOVING,
        NO_AGENT,
        NO_CAPACITY
    }

    WaitReasons(Store store, List<Account> accounts) {
        List<Account> waiting = accounts.stream().filter(WaitReasons::isWaiting).toList();
        waiting.stream()
                .flatMap(account -> account.zone().stream())
                .distinct()
                .forEach(zone ->
                        conditions.put(zone, conditionOf(store.heartbeats().in(zone))));
        boolean anyWithoutZone =
                waiting.stream().anyMatch(account -> account.zone().isEmpty());
        this.withoutZone = anyWithoutZone && agentsAtLastSweep(store) == 0 ? Condition.NO_AGENT : Condition.MOVING;
    }

    /**
     * Returns why no agent takes the account now; empty where an agent may take it, or the account waits for none.
     */
    Optional<String> reasonFor(Account account) {
        if (!isWaiting(account)) {
            return Optional.empty();
        }
        return account.zone().map(zone -> inZone(account, zone)).orElseGet(this::anywhere);
    }

    private static boolean isWaiting(Account account) {
        return account.state() == AccountState.TO_MIGRATE;
    }

    private Optional<String> inZone(Account account, ZoneId zone) {
        return switch (conditions.getOrDefault(zone, Condition.MOVING)) {
            case MOVING -> Optional.empty();
            case NO_AGENT ->
                Optional.of("waiting: no agent lives in zone " + zone + ". Start one there" + otherZone(account));
            case NO_CAPACITY ->
                Optional.of("waiting: every agent of zone " + zone
                        + " says that it takes no further start now (capacity 0)");
        };
    }

    /**
     * Returns the advice to use another zone; empty for an account that an agent declares, which cannot change its
     * zone.
     */
    private static String otherZone(Account account) {
        return account.dynamic()
                ? ", or deactivate the account and activate it with the zoneId of a zone that has agents"
                : "";
    }

    /**
     * Returns the reason for an account without a zone, which the sweep moves to a zone that had live agents at the
     * last sweep.
     */
    private Optional<String> anywhere() {
        return Optional.of(
                switch (withoutZone) {
                    case NO_AGENT ->
                        "waiting: no zone was named, and no agent lives in any. Start an agent: the sweep hands the account"
                                + " to its zone";
                    case MOVING, NO_CAPACITY ->
                        "waiting: no zone was named, the sweep hands it to one where agents live";
                });
    }

    private static int agentsAtLastSweep(Store store) {
        return store.sweepMarks().read().map(SweepMark::agents).orElse(0);
    }

    private static Condition conditionOf(List<Heartbeat> heartbeats) {
        List<Heartbeat> live =
                heartbeats.stream().filter(heartbeat -> !heartbeat.gone()).toList();
        if (live.isEmpty()) {
            return Condition.NO_AGENT;
        }
        return live.stream()
                        .allMatch(heartbeat -> heartbeat
                                .capacity()
                                .filter(capacity -> capacity == 0)
                                .isPresent())
                ? Condition.NO_CAPACITY
                : Condition.MOVING;
    }
}
