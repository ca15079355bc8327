package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.AccountNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class DynamoDbNames implements AccountNames {

    private static final Query ALL = Query.of(ItemKey.ALL_NAMES);

    private final Table table;

    DynamoDbNames(Table table) {
        this.table = table;
    }

    @Override
    public void put(Entry entry) {
        var item = Table.item(ItemKey.name(entry.name()));
        item.put(Name.TOKEN, Value.text(entry.token()));
        item.put(Name.WRITTEN, Value.instant(entry.written()));
        table.put(new Item(item));
    }

    @Override
    public boolean delete(AccountName name, String token) {
        return table.delete(ItemKey.name(name), Clause.equal(Value.text(token), Name.TOKEN));
    }

    @Override
    public List<Entry> after(@Nullable AccountName after, int limit) {
        Query query = after == null ? ALL : ALL.above(after.value());
        return entries(table.query(query, limit));
    }

    @Override
    public List<Entry> page(long offset, int limit) {
        return entries(table.query(ALL, offset, limit));
    }

    private static List<Entry> entries(List<Item> items) {
        return items.stream()
                .map(item -> new Entry(
                        new AccountName(item.text(Name.SORT)), item.text(Name.TOKEN), item.instant(Name.WRITTEN)))
                .toList();
    }

    /** Reads all of them, at half the price of a count that sees the last second's writes too. */
    @Override
    public long count() {
        return table.count(ALL.eventually());
    }
}
