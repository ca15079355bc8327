package io.dynamicaccounts.local.doctor;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks whether every zone with accounts to watch, or to stop watching, has an agent. */
final class ZoneCheck {

    private static final String ZONES = "zones";

    private final Store store;
    private final Settings settings;

    ZoneCheck(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    Finding look(Instant now) {
        var accounts = new TreeMap<ZoneId, Long>();
        new AccountReader(store).each((account, _) -> {
            if (wantsAnAgent(account)) {
                account.zone().ifPresent(zone -> accounts.merge(zone, 1L, Long::sum));
            }
        });
        Map<ZoneId, Long> agents = store.heartbeats().all().stream()
                .filter(heartbeat -> !heartbeat.gone() && !settings.isStale(heartbeat, now))
                .collect(Collectors.groupingBy(Heartbeat::zone, Collectors.counting()));
        Set<ZoneId> dead = accounts.keySet().stream()
                .filter(zone -> !agents.containsKey(zone))
                .collect(Collectors.toCollection(TreeSet::new));
        if (dead.isEmpty()) {
            return Finding.ok(
                    ZONES,
                    accounts.size() + " with accounts, each with a live agent; "
                            + agents.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum() + " agents live");
        }
        long waiting = dead.stream().mapToLong(accounts::get).sum();
        return Finding.warning(
                ZONES,
                "no agent lives in " + NameList.of(dead) + ", where " + waiting + " accounts need one",
                "start agents there, or move the accounts with PATCH");
    }

    private static boolean wantsAnAgent(Account account) {
        AccountState.Work work = account.state().work();
        return work == AccountState.Work.WATCH
                || work == AccountState.Work.STOP
                || account.state() == AccountState.TO_MIGRATE
                || account.state() == AccountState.FAILED_NO_AGENT;
    }
}
