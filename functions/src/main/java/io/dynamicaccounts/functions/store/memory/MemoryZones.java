package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Roster;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zones;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

final class MemoryZones implements Zones {

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
    public Zone raiseRevision(ZoneId zone, boolean stopsPending, long joining) {
        synchronized (lock) {
            return put(find(zone).withRevisionRaised(stopsPending, joining));
        }
    }

    @Override
    public boolean setAccountCount(ZoneId zone, long revision, long accounts) {
        return putIf(zone, found -> found.revision() == revision, found -> found.withAccountCount(accounts))
                .isPresent();
    }

    @Override
    public Optional<Zone> raiseRevisionFrom(ZoneId zone, long revision) {
        return putIf(zone, found -> found.revision() == revision, found -> found.withRevisionRaised(false, 0));
    }

    @Override
    public boolean clearStopsPending(ZoneId zone, long revision) {
        return putIf(zone, found -> found.revision() == revision, Zone::withoutStopsPending)
                .isPresent();
    }

    @Override
    public Optional<Zone> replaceMembers(Zone read, List<Zone.Member> members, List<Roster.Departed> departed) {
        return putIf(read.id(), found -> found.epoch() == read.epoch(), found -> found.withMembers(members, departed));
    }

    @Override
    public Optional<Zone> settleEpoch(Zone read) {
        return putIf(
                read.id(),
                found -> found.epoch() == read.epoch() && !found.roster().isSettled(),
                Zone::withEpochSettled);
    }

    @Override
    public boolean adopt(ZoneId zone, long epoch, boolean stopsPending, long accounts) {
        return putIf(zone, found -> found.epoch() < epoch, found -> found.adopted(epoch, stopsPending, accounts))
                .isPresent();
    }

    @Override
    public void scan(Predicate<List<ZoneId>> goOn) {
        List<ZoneId> all;
        synchronized (lock) {
            all = zones.keySet().stream().sorted().toList();
        }
        Pages.show(all, goOn);
    }

    private Optional<Zone> putIf(ZoneId zone, Predicate<Zone> condition, UnaryOperator<Zone> change) {
        synchronized (lock) {
            return Optional.of(find(zone)).filter(condition).map(change).map(this::put);
        }
    }

    private Zone put(Zone zone) {
        zones.put(zone.id(), zone);
        return zone;
    }
}
