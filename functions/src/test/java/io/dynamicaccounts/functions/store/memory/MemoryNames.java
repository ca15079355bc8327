package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.AccountNames;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

final class MemoryNames implements AccountNames {

    private final Object lock;
    private final NavigableMap<AccountName, Entry> entries = new TreeMap<>();

    MemoryNames(Object lock) {
        this.lock = lock;
    }

    @Override
    public void put(Entry entry) {
        synchronized (lock) {
            entries.put(entry.name(), new Entry(entry.name(), entry.token(), Millis.of(entry.written())));
        }
    }

    @Override
    public boolean delete(AccountName name, String token) {
        synchronized (lock) {
            Entry found = entries.get(name);
            if (found == null || !found.token().equals(token)) {
                return false;
            }
            entries.remove(name);
            return true;
        }
    }

    @Override
    public List<Entry> after(@Nullable AccountName after, int limit) {
        synchronized (lock) {
            var above = after == null ? entries : entries.tailMap(after, false);
            return above.values().stream().limit(limit).toList();
        }
    }

    @Override
    public List<Entry> page(long offset, int limit) {
        synchronized (lock) {
            return entries.values().stream().skip(offset).limit(limit).toList();
        }
    }

    @Override
    public long count() {
        synchronized (lock) {
            return entries.size();
        }
    }
}
