package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.CachingExclusions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

final class MemoryAssignments implements Assignments {

    private final Object lock;
    private final InstantSource clock;
    private final Map<ZoneId, NavigableMap<AccountName, Published>> zones = new TreeMap<>();

    MemoryAssignments(Object lock, InstantSource clock) {
        this.lock = lock;
        this.clock = clock;
    }

    /** The assignment and when it was published, which decides how long its tombstone stays. */
    private record Published(Assignment assignment, Instant written) {}

    @Override
    public boolean publish(Assignment assignment) {
        synchronized (lock) {
            Published before = zone(assignment.zone()).get(assignment.account());
            if (before != null && before.assignment().version() >= assignment.version()) {
                return false;
            }
            Assignment fresh = assignment.withOutcomes(Map.of());
            put(inMillis(before == null ? fresh : fresh.mergedOver(before.assignment())), Millis.of(clock.instant()));
            return true;
        }
    }

    @Override
    public Optional<Assignment> recordOutcome(ReportedOutcome reported, Set<Long> live) {
        synchronized (lock) {
            Published before = zone(reported.zone()).get(reported.account());
            if (before == null
                    || before.assignment().generation() != reported.generation()
                    || before.assignment().state() == AccountState.REMOVED) {
                return Optional.empty();
            }
            Assignment after = before.assignment()
                    .withOutcome(
                            reported.registration(),
                            reported.result(),
                            Millis.of(reported.at()),
                            reported.message(),
                            live);
            put(after, before.written());
            return Optional.of(after);
        }
    }

    @Override
    public boolean clearLeftZones(ZoneId zone, AccountName account, long version) {
        synchronized (lock) {
            Published found = zone(zone).get(account);
            if (found == null || found.assignment().version() != version) {
                return false;
            }
            put(found.assignment().withoutLeftZones(), found.written());
            return true;
        }
    }

    @Override
    public boolean replaceExclusions(ZoneId zone, AccountName account, CachingExclusions read, CachingExclusions next) {
        synchronized (lock) {
            Published found = zone(zone).get(account);
            if (found == null || !found.assignment().exclusions().equals(read)) {
                return false;
            }
            put(found.assignment().withExclusions(next), found.written());
            return true;
        }
    }

    private static Assignment inMillis(Assignment assignment) {
        return new Assignment(
                assignment.zone(),
                assignment.account(),
                assignment.version(),
                assignment.generation(),
                assignment.state(),
                assignment.definition(),
                assignment.awaitsConfirmation(),
                assignment.due().map(Millis::of),
                assignment.stopRevision(),
                assignment.leaveRevisions(),
                assignment.exclusions(),
                assignment.outcomes());
    }

    private void put(Assignment assignment, Instant written) {
        zone(assignment.zone()).put(assignment.account(), new Published(assignment, written));
    }

    private NavigableMap<AccountName, Published> zone(ZoneId zone) {
        return zones.computeIfAbsent(zone, id -> new TreeMap<>());
    }

    @Override
    public List<Assignment> inZone(ZoneId zone) {
        synchronized (lock) {
            return zone(zone).values().stream().map(Published::assignment).toList();
        }
    }

    @Override
    public Map<Key, Assignment> find(Collection<Key> keys) {
        synchronized (lock) {
            var found = new LinkedHashMap<Key, Assignment>();
            for (Key key : keys) {
                Published published = zone(key.zone()).get(key.account());
                if (published != null) {
                    found.put(key, published.assignment());
                }
            }
            return found;
        }
    }

    @Override
    public long count(ZoneId zone) {
        synchronized (lock) {
            return zone(zone).values().stream()
                    .filter(published -> published.assignment().state() != AccountState.REMOVED)
                    .count();
        }
    }

    @Override
    public void deleteTombstones(Instant writtenBefore) {
        synchronized (lock) {
            zones.values()
                    .forEach(zone -> zone.values()
                            .removeIf(published -> published.assignment().state() == AccountState.REMOVED
                                    && published.written().isBefore(writtenBefore)));
        }
    }
}
