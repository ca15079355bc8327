package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.MigrationMarks;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class MemoryMigrationMarks implements MigrationMarks {

    private final Object lock;
    private final Map<Mark, TreeSet<AccountName>> names = new EnumMap<>(Mark.class);

    MemoryMigrationMarks(Object lock) {
        this.lock = lock;
        for (Mark mark : Mark.values()) {
            names.put(mark, new TreeSet<>());
        }
    }

    private TreeSet<AccountName> of(Mark mark) {
        return names.get(mark);
    }

    @Override
    public void put(Mark mark, Collection<AccountName> marked) {
        synchronized (lock) {
            of(mark).addAll(marked);
        }
    }

    @Override
    public void remove(Mark mark, Collection<AccountName> unmarked) {
        synchronized (lock) {
            unmarked.forEach(of(mark)::remove);
        }
    }

    @Override
    public Set<AccountName> among(Mark mark, Collection<AccountName> asked) {
        synchronized (lock) {
            return asked.stream().filter(of(mark)::contains).collect(Collectors.toSet());
        }
    }

    @Override
    public List<AccountName> after(Mark mark, @Nullable AccountName after, int limit) {
        synchronized (lock) {
            return (after == null ? of(mark) : of(mark).tailSet(after, false))
                    .stream().limit(limit).toList();
        }
    }
}
