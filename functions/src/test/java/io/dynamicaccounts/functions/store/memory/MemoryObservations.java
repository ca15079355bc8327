package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Observations;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class MemoryObservations implements Observations {

    private final Object lock;
    private final Map<AccountName, Observation> observations = new HashMap<>();

    MemoryObservations(Object lock) {
        this.lock = lock;
    }

    @Override
    public void put(AccountName account, Observation observed) {
        synchronized (lock) {
            observations.put(account, observed);
        }
    }

    @Override
    public Optional<Observation> find(AccountName account) {
        synchronized (lock) {
            return Optional.ofNullable(observations.get(account));
        }
    }

    @Override
    public Map<AccountName, Observation> find(Collection<AccountName> accounts) {
        synchronized (lock) {
            var found = new LinkedHashMap<AccountName, Observation>();
            accounts.forEach(account -> find(account).ifPresent(observed -> found.put(account, observed)));
            return found;
        }
    }

    @Override
    public void delete(AccountName account) {
        synchronized (lock) {
            observations.remove(account);
        }
    }
}
