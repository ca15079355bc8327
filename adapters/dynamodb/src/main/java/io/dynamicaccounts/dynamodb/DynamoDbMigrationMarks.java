package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.MigrationMarks;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Each mark is a partition, and each name that has the mark an item in it, without any other attribute. */
final class DynamoDbMigrationMarks implements MigrationMarks {

    private final Table table;

    DynamoDbMigrationMarks(Table table) {
        this.table = table;
    }

    @Override
    public void put(Mark mark, Collection<AccountName> names) {
        table.putAll(
                keys(mark, names).stream().map(key -> new Item(Table.item(key))).toList());
    }

    @Override
    public void remove(Mark mark, Collection<AccountName> names) {
        table.deleteAll(keys(mark, names));
    }

    @Override
    public Set<AccountName> among(Mark mark, Collection<AccountName> names) {
        return table.get(keys(mark, names)).keySet().stream()
                .map(DynamoDbMigrationMarks::name)
                .collect(Collectors.toSet());
    }

    @Override
    public List<AccountName> after(Mark mark, @Nullable AccountName after, int limit) {
        PartitionQuery all = PartitionQuery.of(ItemKey.partitionOf(mark));
        return table.query(after == null ? all : all.above(after.value()), limit).stream()
                .map(item -> name(item.key()))
                .toList();
    }

    private static AccountName name(ItemKey key) {
        return new AccountName(key.sort());
    }

    /** A batch must not write one item twice. */
    private static List<ItemKey> keys(Mark mark, Collection<AccountName> names) {
        return names.stream()
                .distinct()
                .map(name -> ItemKey.migrationMark(mark, name))
                .toList();
    }
}
