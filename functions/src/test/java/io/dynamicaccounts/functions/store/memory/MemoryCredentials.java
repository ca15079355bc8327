package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Intent;
import io.dynamicaccounts.functions.store.WriteResult;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

final class MemoryCredentials implements Credentials {

    private final Object lock;

    /** The revisions of each name, the newest first. */
    private final TreeMap<AccountName, Deque<Revision>> names = new TreeMap<>();

    MemoryCredentials(Object lock) {
        this.lock = lock;
    }

    @Override
    public Optional<Revision> find(AccountName name) {
        synchronized (lock) {
            return Optional.ofNullable(names.get(name)).map(Deque::getFirst);
        }
    }

    @Override
    public Map<AccountName, Revision> find(Collection<AccountName> asked) {
        synchronized (lock) {
            var found = new LinkedHashMap<AccountName, Revision>();
            asked.forEach(name -> find(name).ifPresent(revision -> found.put(name, revision)));
            return found;
        }
    }

    @Override
    public WriteResult<Revision> replace(Optional<Revision> read, Revision next) {
        synchronized (lock) {
            Optional<Revision> present = find(next.name());
            if (present.filter(it -> it.writer().equals(next.writer())).isPresent()) {
                return new WriteResult.Written<>(present.get());
            }
            if (!present.map(Revision::version).equals(read.map(Revision::version))) {
                return present.<WriteResult<Revision>>map(WriteResult.Rejected::new)
                        .orElseGet(WriteResult.Missing::new);
            }
            Revision written = inMillis(next);
            Deque<Revision> revisions = names.computeIfAbsent(next.name(), name -> new ArrayDeque<>());
            present.ifPresent(earlier -> {
                revisions.removeFirst();
                revisions.addFirst(earlier.with(Optional.empty()));
            });
            revisions.addFirst(written);
            return new WriteResult.Written<>(written);
        }
    }

    @Override
    public boolean settle(Revision read, Intent next) {
        synchronized (lock) {
            Optional<Revision> present = find(read.name());
            boolean same = present.filter(
                            it -> it.writer().equals(read.writer()) && due(it).equals(due(read)) && due(it).isPresent())
                    .isPresent();
            if (same) {
                Deque<Revision> revisions = names.get(read.name());
                revisions.removeFirst();
                revisions.addFirst(inMillis(present.get().with(Optional.of(next))));
            }
            return same;
        }
    }

    @Override
    public List<Revision> due(Instant now, int limit) {
        synchronized (lock) {
            return names.values().stream()
                    .map(Deque::getFirst)
                    .filter(revision ->
                            due(revision).filter(due -> !due.isAfter(now)).isPresent())
                    .sorted(Comparator.comparing(revision -> due(revision).orElseThrow()))
                    .limit(limit)
                    .toList();
        }
    }

    private static Optional<Instant> due(Revision revision) {
        return revision.intent().flatMap(Intent::due);
    }

    @Override
    public List<Revision> page(@Nullable AccountName first, int limit) {
        synchronized (lock) {
            return (first == null ? names : names.tailMap(first))
                    .values().stream()
                            .map(Deque::getFirst)
                            .filter(Revision::exists)
                            .limit(limit)
                            .toList();
        }
    }

    @Override
    public List<Revision> revisions(AccountName name, int limit) {
        synchronized (lock) {
            return names.getOrDefault(name, new ArrayDeque<>()).stream()
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public void scan(Predicate<List<AccountName>> goOn) {
        List<AccountName> all;
        synchronized (lock) {
            all = List.copyOf(names.keySet());
        }
        Pages.show(all, goOn);
    }

    @Override
    public void forgetBefore(Instant time) {
        synchronized (lock) {
            names.values().removeIf(revisions -> isForgotten(revisions.getFirst(), time));
            names.values().forEach(revisions -> {
                Instant replaced = null;
                for (var all = revisions.iterator(); all.hasNext(); ) {
                    Revision revision = all.next();
                    if (replaced != null && replaced.isBefore(time)) {
                        all.remove();
                    }
                    replaced = revision.written();
                }
            });
        }
    }

    private static boolean isForgotten(Revision present, Instant time) {
        return !present.exists()
                && present.pending().isEmpty()
                && present.written().isBefore(time);
    }

    private static Revision inMillis(Revision revision) {
        return new Revision(
                revision.name(),
                revision.version(),
                Millis.of(revision.written()),
                revision.writer(),
                revision.actor(),
                revision.definition()
                        .map(encrypted -> new EncryptedDefinition(
                                encrypted.account(),
                                encrypted.id(),
                                Millis.of(encrypted.written()),
                                encrypted.fieldsInClear(),
                                encrypted.sealed())),
                revision.intent().map(MemoryCredentials::inMillis));
    }

    private static Intent inMillis(Intent intent) {
        return new Intent(
                intent.kind(),
                intent.due().map(Millis::of),
                intent.tries(),
                intent.basis(),
                intent.note(),
                intent.outcome());
    }
}
