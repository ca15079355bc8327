package io.dynamicaccounts.local.process;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Counts the agents with a fresh heartbeat by zone. The cost grows with the number of agents, not with the accounts
 * that they watch.
 */
record LiveAgents(Heartbeats heartbeats, Settings settings, InstantSource clock)
        implements Supplier<Map<ZoneId, Long>> {

    @Override
    public Map<ZoneId, Long> get() {
        Instant now = clock.instant();
        return heartbeats.all().stream()
                .filter(heartbeat -> !heartbeat.gone() && !settings.isStale(heartbeat, now))
                .collect(Collectors.groupingBy(Heartbeat::zone, TreeMap::new, Collectors.counting()));
    }
}
