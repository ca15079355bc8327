package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.lifecycle.Transition;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.WriteResult;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

final class MemoryAccounts implements Accounts {

    private static final Comparator<Account> EARLIEST_FIRST = Comparator.comparing(
                    (Account account) -> account.due().orElseThrow())
            .thenComparing(Account::name);

    private final Object lock;
    private final Map<AccountName, Account> accounts = new TreeMap<>();

    MemoryAccounts(Object lock) {
        this.lock = lock;
    }

    @Override
    public WriteResult<Account> transition(AccountName name, Transition transition) {
        synchronized (lock) {
            Account found = accounts.get(name);
            if (found == null) {
                return transition.creates() ? written(transition.create(name)) : new WriteResult.Missing<>();
            }
            // Before the condition: some transitions would be legal once more, and a repeat must not take a second
            // step.
            if (found.writer().filter(transition.writer()::equals).isPresent()) {
                return new WriteResult.Written<>(found);
            }
            return transition.permits(found) ? written(transition.apply(found)) : new WriteResult.Rejected<>(found);
        }
    }

    private WriteResult<Account> written(Account account) {
        accounts.put(account.name(), account);
        return new WriteResult.Written<>(account);
    }

    @Override
    public Optional<Account> find(AccountName name) {
        synchronized (lock) {
            return Optional.ofNullable(accounts.get(name));
        }
    }

    @Override
    public Map<AccountName, Account> find(Collection<AccountName> names) {
        synchronized (lock) {
            var found = new LinkedHashMap<AccountName, Account>();
            names.forEach(name -> find(name).ifPresent(account -> found.put(name, account)));
            return found;
        }
    }

    @Override
    public boolean postpone(AccountName name, long version, @Nullable Instant due) {
        synchronized (lock) {
            Account found = accounts.get(name);
            if (found == null || found.version() != version) {
                return false;
            }
            var values = new EnumMap<Attribute, Object>(found.values());
            values.remove(Attribute.DUE);
            if (due != null) {
                values.put(Attribute.DUE, Millis.of(due));
            }
            accounts.put(name, Account.of(values));
            return true;
        }
    }

    @Override
    public void scan(Predicate<List<Account>> goOn) {
        List<Account> all;
        synchronized (lock) {
            all = List.copyOf(accounts.values());
        }
        Pages.show(all, goOn);
    }

    @Override
    public void restore(Collection<Account> restored) {
        synchronized (lock) {
            restored.forEach(account -> accounts.put(account.name(), account));
        }
    }

    @Override
    public List<Account> due(Instant now, int limit) {
        synchronized (lock) {
            return accounts.values().stream()
                    .filter(account ->
                            account.due().filter(due -> !due.isAfter(now)).isPresent())
                    .sorted(EARLIEST_FIRST)
                    .limit(limit)
                    .toList();
        }
    }
}
