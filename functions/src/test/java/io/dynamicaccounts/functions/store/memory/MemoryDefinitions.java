package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Definitions;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class MemoryDefinitions implements Definitions {

    private final Object lock;
    private final Map<Key, EncryptedDefinition> definitions = new LinkedHashMap<>();

    MemoryDefinitions(Object lock) {
        this.lock = lock;
    }

    @Override
    public void put(EncryptedDefinition definition) {
        synchronized (lock) {
            definitions.putIfAbsent(
                    new Key(definition.account(), definition.id()),
                    new EncryptedDefinition(
                            definition.account(),
                            definition.id(),
                            Millis.of(definition.written()),
                            definition.fieldsInClear(),
                            definition.sealed()));
        }
    }

    @Override
    public Optional<EncryptedDefinition> find(Key key) {
        synchronized (lock) {
            return Optional.ofNullable(definitions.get(key));
        }
    }

    @Override
    public Map<Key, EncryptedDefinition> find(Collection<Key> keys) {
        synchronized (lock) {
            var found = new LinkedHashMap<Key, EncryptedDefinition>();
            keys.forEach(key -> find(key).ifPresent(definition -> found.put(key, definition)));
            return found;
        }
    }

    @Override
    public void delete(Key key) {
        synchronized (lock) {
            definitions.remove(key);
        }
    }

    @Override
    public void deleteOthers(AccountName account, Optional<DefinitionId> keep, Instant writtenBefore) {
        synchronized (lock) {
            definitions
                    .values()
                    .removeIf(definition -> definition.account().equals(account)
                            && keep.filter(definition.id()::equals).isEmpty()
                            && definition.written().isBefore(writtenBefore));
        }
    }
}
