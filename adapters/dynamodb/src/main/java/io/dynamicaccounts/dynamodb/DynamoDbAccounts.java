package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.Transition;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.WriteResult;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

final class DynamoDbAccounts implements Accounts {

    private static final Comparator<Account> EARLIEST_FIRST = Comparator.comparing(
                    (Account account) -> account.due().orElseThrow())
            .thenComparing(Account::name);

    private final Table table;

    DynamoDbAccounts(Table table) {
        this.table = table;
    }

    @Override
    public WriteResult<Account> transition(AccountName name, Transition transition) {
        return table.update(TransitionUpdate.of(name, transition)).map(AccountItem::account);
    }

    @Override
    public Optional<Account> find(AccountName name) {
        return table.get(ItemKey.account(name)).map(AccountItem::account);
    }

    @Override
    public Map<AccountName, Account> find(Collection<AccountName> names) {
        return accounts(names.stream().map(ItemKey::account).toList());
    }

    private Map<AccountName, Account> accounts(Collection<ItemKey> keys) {
        var found = new HashMap<AccountName, Account>();
        table.get(keys).values().forEach(item -> {
            Account account = AccountItem.account(item);
            found.put(account.name(), account);
        });
        return found;
    }

    @Override
    public boolean postpone(AccountName name, long version, @Nullable Instant due) {
        return table.update(TransitionUpdate.postponing(name, version, due)).isWritten();
    }

    @Override
    public void scan(Predicate<List<Account>> goOn) {
        table.scan(
                ItemKey.anyAccount(),
                items -> goOn.test(items.stream().map(AccountItem::account).toList()));
    }

    @Override
    public void restore(Collection<Account> accounts) {
        table.putAll(accounts.stream().map(AccountItem::item).toList());
    }

    /**
     * Reads the accounts that the index names as due, because the index lags and an account may have changed since.
     */
    @Override
    public List<Account> due(Instant now, int limit) {
        List<ItemKey> keys = table
                .parallel()
                .map(AccountItem.dueShards(), shard -> table.due(shard, AttributeValues.instant(now), limit))
                .stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(item -> item.number(AccountItem.DUE)))
                .limit(limit)
                .map(Item::key)
                .toList();
        return accounts(keys).values().stream()
                .filter(account ->
                        account.due().filter(due -> !due.isAfter(now)).isPresent())
                .sorted(EARLIEST_FIRST)
                .toList();
    }
}
