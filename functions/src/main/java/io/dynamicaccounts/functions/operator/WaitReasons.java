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

/** Tells what accounts wait for that no agent has taken yet. Each zone's heartbeats are read once, and only where an account waits. */
final class WaitReasons {

    private final Map<ZoneId, Queue> zones = new HashMap<>();
    private final Queue withoutZone;

    /** What is to be said of a zone in which an account waits, or of there being none. */
    private enum Queue {
        MOVING,
        NO_AGENT,
        NO_CAPACITY
    }

    WaitReasons(Store store, List<Account> accounts) {
        List<Account> waiting = accounts.stream().filter(WaitReasons::isWaiting).toList();
        waiting.stream()
                .flatMap(account -> account.zone().stream())
                .distinct()
                .forEach(zone -> zones.put(zone, queue(store.heartbeats().in(zone))));
        boolean anyWithoutZone =
                waiting.stream().anyMatch(account -> account.zone().isEmpty());
        this.withoutZone = anyWithoutZone && agentsAtLastSweep(store) == 0 ? Queue.NO_AGENT : Queue.MOVING;
    }

    /** Returns why nobody takes it now; empty where an agent may, or it waits for nobody. */
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
        return switch (zones.getOrDefault(zone, Queue.MOVING)) {
            case MOVING -> Optional.empty();
            case NO_AGENT ->
                Optional.of("waiting: no agent lives in zone " + zone + ". Start one there" + otherZone(account));
            case NO_CAPACITY ->
                Optional.of("waiting: every agent of zone " + zone
                        + " says that it takes no further start now (capacity 0)");
        };
    }

    /** An account that an agent declares goes to no other zone. */
    private static String otherZone(Account account) {
        return account.dynamic()
                ? ", or deactivate the account and activate it with the zoneId of a zone that has agents"
                : "";
    }

    /** Nobody gave it a zone: the sweep gives it one in which agents live, as it saw last. */
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

    private static Queue queue(List<Heartbeat> heartbeats) {
        List<Heartbeat> live =
                heartbeats.stream().filter(heartbeat -> !heartbeat.gone()).toList();
        if (live.isEmpty()) {
            return Queue.NO_AGENT;
        }
        return live.stream()
                        .allMatch(heartbeat -> heartbeat
                                .capacity()
                                .filter(capacity -> capacity == 0)
                                .isPresent())
                ? Queue.NO_CAPACITY
                : Queue.MOVING;
    }
}
