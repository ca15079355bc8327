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
    private final Map<AccountName, NavigableMap<Long, PastTransition>> accounts = new TreeMap<>();

    MemoryHistory(Object lock) {
        this.lock = lock;
    }

    @Override
    public void append(Collection<PastTransition> transitions) {
        synchronized (lock) {
            transitions.forEach(transition -> accounts.computeIfAbsent(transition.account(), account -> new TreeMap<>())
                    .putIfAbsent(transition.version(), inMillis(transition)));
        }
    }

    private static PastTransition inMillis(PastTransition transition) {
        return new PastTransition(
                transition.account(),
                transition.version(),
                Millis.of(transition.time()),
                transition.event(),
                transition.from(),
                transition.to(),
                transition.actor(),
                transition.message());
    }

    @Override
    public List<PastTransition> of(AccountName account, int limit) {
        synchronized (lock) {
            NavigableMap<Long, PastTransition> found = accounts.getOrDefault(account, new TreeMap<>());
            return found.descendingMap().values().stream().limit(limit).toList();
        }
    }

    @Override
    public void forgetBefore(Instant time) {
        synchronized (lock) {
            accounts.values()
                    .forEach(versions -> versions.values()
                            .removeIf(transition -> transition.time().isBefore(time)));
            accounts.values().removeIf(Map::isEmpty);
        }
    }
}
