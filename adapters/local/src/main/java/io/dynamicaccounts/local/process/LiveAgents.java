package io.dynamicaccounts.local.process;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Counts the agents with a fresh heartbeat, by zone. Its cost grows with agents, not with what they watch. */
record LiveAgents(Heartbeats heartbeats, Settings settings, InstantSource clock)
        implements Supplier<Map<ZoneId, Long>> {

    private static final int PAGE = 1_000;

    @Override
    public Map<ZoneId, Long> get() {
        Instant now = clock.instant();
        var counts = new TreeMap<ZoneId, Long>();
        List<Heartbeat> page = heartbeats.page(null, PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(heartbeat -> !heartbeat.gone() && fresh(heartbeat, now))
                    .forEach(heartbeat -> counts.merge(heartbeat.zone(), 1L, Long::sum));
            page = page.size() < PAGE ? List.of() : heartbeats.page(page.getLast(), PAGE);
        }
        return counts;
    }

    private boolean fresh(Heartbeat heartbeat, Instant now) {
        return !heartbeat
                .lastSeen()
                .plus(settings.timeoutAt(heartbeat.interval()))
                .isBefore(now);
    }
}
