package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.History;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

final class MemoryHistory implements History {

    private final Object lock;
    private final Map<AccountName, NavigableMap<Long, Past>> accounts = new TreeMap<>();

    MemoryHistory(Object lock) {
        this.lock = lock;
    }

    @Override
    public void append(Collection<Past> transitions) {
        synchronized (lock) {
            transitions.forEach(past -> accounts.computeIfAbsent(past.account(), account -> new TreeMap<>())
                    .putIfAbsent(past.version(), inMillis(past)));
        }
    }

    private static Past inMillis(Past past) {
        return new Past(
                past.account(),
                past.version(),
                Millis.of(past.time()),
                past.event(),
                past.from(),
                past.to(),
                past.actor(),
                past.message());
    }

    @Override
    public List<Past> of(AccountName account, int limit) {
        synchronized (lock) {
            NavigableMap<Long, Past> found = accounts.getOrDefault(account, new TreeMap<>());
            return found.descendingMap().values().stream().limit(limit).toList();
        }
    }

    @Override
    public void forgetBefore(Instant time) {
        synchronized (lock) {
            accounts.values()
                    .forEach(versions ->
                            versions.values().removeIf(past -> past.time().isBefore(time)));
            accounts.values().removeIf(Map::isEmpty);
        }
    }
}
