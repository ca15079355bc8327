package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.Standing;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what accounts wait for that no agent has taken yet. Each zone's heartbeats are read once, and only where an account waits. */
final class Queues {

    private final Map<ZoneId, Optional<String>> reasons = new HashMap<>();

    Queues(Store store, List<Account> accounts) {
        accounts.stream()
                .filter(Queues::waits)
                .flatMap(account -> account.zone().stream())
                .distinct()
                .forEach(zone ->
                        reasons.put(zone, reason(zone, store.heartbeats().of(zone))));
    }

    /** Returns why nobody takes it now; empty where an agent may, or it waits for nobody. */
    Optional<String> whyItWaits(Account account) {
        return waits(account)
                ? account.zone().flatMap(zone -> reasons.getOrDefault(zone, Optional.empty()))
                : Optional.empty();
    }

    private static boolean waits(Account account) {
        return account.standing() == Standing.TO_MIGRATE;
    }

    private static Optional<String> reason(ZoneId zone, List<Heartbeat> heartbeats) {
        List<Heartbeat> live =
                heartbeats.stream().filter(heartbeat -> !heartbeat.gone()).toList();
        if (live.isEmpty()) {
            return Optional.of("waiting: no agent lives in zone " + zone);
        }
        boolean full = live.stream()
                .allMatch(heartbeat ->
                        heartbeat.capacity().filter(capacity -> capacity == 0).isPresent());
        return full
                ? Optional.of("waiting: every agent of zone " + zone
                        + " says that it takes no further start now (capacity 0)")
                : Optional.empty();
    }
}
