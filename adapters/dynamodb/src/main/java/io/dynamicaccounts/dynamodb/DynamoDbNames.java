package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.AccountNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class DynamoDbNames implements AccountNames {

    private static final PartitionQuery ALL = PartitionQuery.of(ItemKey.ALL_NAMES);

    private final Table table;

    DynamoDbNames(Table table) {
        this.table = table;
    }

    @Override
    public void put(Entry entry) {
        var item = Table.item(ItemKey.name(entry.name()));
        item.put(ItemAttribute.TOKEN, AttributeValues.text(entry.token()));
        item.put(ItemAttribute.WRITTEN, AttributeValues.instant(entry.written()));
        table.put(new Item(item));
    }

    @Override
    public boolean delete(AccountName name, String token) {
        return table.delete(
                ItemKey.name(name), ConditionClause.equal(AttributeValues.text(token), ItemAttribute.TOKEN));
    }

    @Override
    public List<Entry> after(@Nullable AccountName after, int limit) {
        PartitionQuery query = after == null ? ALL : ALL.above(after.value());
        return entries(table.query(query, limit));
    }

    @Override
    public List<Entry> page(long offset, int limit) {
        return entries(table.query(ALL, offset, limit));
    }

    private static List<Entry> entries(List<Item> items) {
        return items.stream()
                .map(item -> new Entry(
                        new AccountName(item.text(ItemAttribute.SORT)),
                        item.text(ItemAttribute.TOKEN),
                        item.instant(ItemAttribute.WRITTEN)))
                .toList();
    }

    /** Reads all of them, at half the price of a count that sees the last second's writes too. */
    @Override
    public long count() {
        return table.count(ALL.eventually());
    }
}
