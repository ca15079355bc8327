package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.TransactionalZones;
import io.dynamicaccounts.functions.store.Zone;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

final class MemoryZones implements TransactionalZones {

    private final Object lock;
    private final Map<ZoneId, Zone> zones = new HashMap<>();

    MemoryZones(Object lock) {
        this.lock = lock;
    }

    @Override
    public Zone find(ZoneId zone) {
        synchronized (lock) {
            return zones.getOrDefault(zone, Zone.empty(zone));
        }
    }

    @Override
    public Map<ZoneId, Zone> find(Collection<ZoneId> wanted) {
        synchronized (lock) {
            var found = new LinkedHashMap<ZoneId, Zone>();
            wanted.forEach(zone -> found.put(zone, find(zone)));
            return found;
        }
    }

    @Override
    public void scan(Predicate<List<ZoneId>> goOn) {
        List<ZoneId> all;
        synchronized (lock) {
            all = zones.keySet().stream().sorted().toList();
        }
        Pages.show(all, goOn);
    }

    @Override
    public Optional<Zone> changeIf(ZoneId zone, Predicate<Zone> condition, UnaryOperator<Zone> change) {
        synchronized (lock) {
            return Optional.of(find(zone)).filter(condition).map(change).map(this::put);
        }
    }

    private Zone put(Zone zone) {
        zones.put(zone.id(), zone);
        return zone;
    }
}
