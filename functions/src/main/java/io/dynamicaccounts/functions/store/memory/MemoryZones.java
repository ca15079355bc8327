package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zones;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MemoryZones implements Zones {

    private final Object lock;
    private final Map<ZoneId, Zone> zones = new HashMap<>();

    MemoryZones(Object lock) {
        this.lock = lock;
    }

    @Override
    public Zone find(ZoneId zone) {
        synchronized (lock) {
            return zones.getOrDefault(zone, Zone.unheardOf(zone));
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
    public Zone raise(ZoneId zone, boolean stopsPending) {
        synchronized (lock) {
            Zone found = find(zone);
            return put(new Zone(
                    zone, found.revision() + 1, found.epoch(), found.roster(), found.stopsPending() || stopsPending));
        }
    }

    @Override
    public Optional<Zone> raiseFrom(ZoneId zone, long revision) {
        synchronized (lock) {
            return find(zone).revision() == revision ? Optional.of(raise(zone, false)) : Optional.empty();
        }
    }

    @Override
    public boolean stopsDone(ZoneId zone, long revision) {
        synchronized (lock) {
            Zone found = find(zone);
            if (found.revision() != revision) {
                return false;
            }
            put(new Zone(zone, found.revision(), found.epoch(), found.roster(), false));
            return true;
        }
    }

    @Override
    public Optional<Zone> enroll(Zone read, List<Zone.Member> next) {
        synchronized (lock) {
            Zone found = find(read.id());
            if (found.epoch() != read.epoch()) {
                return Optional.empty();
            }
            return Optional.of(
                    put(new Zone(read.id(), found.revision() + 1, found.epoch() + 1, next, found.stopsPending())));
        }
    }

    private Zone put(Zone zone) {
        zones.put(zone.id(), zone);
        return zone;
    }
}
