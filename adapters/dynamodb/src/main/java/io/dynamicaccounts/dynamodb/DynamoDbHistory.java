package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.History;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

final class DynamoDbHistory implements History {

    private final Table table;
    private final Duration kept;

    DynamoDbHistory(Table table, Duration kept) {
        this.table = table;
        this.kept = kept;
    }

    @Override
    public void append(Collection<PastTransition> transitions) {
        // A batch must not write one item twice.
        var items = new LinkedHashMap<ItemKey, Item>();
        transitions.forEach(
                transition -> items.put(ItemKey.past(transition.account(), transition.version()), item(transition)));
        table.putAll(items.values());
    }

    private Item item(PastTransition transition) {
        var item = Table.item(ItemKey.past(transition.account(), transition.version()));
        item.put(ItemAttribute.VERSION, AttributeValues.number(transition.version()));
        item.put(ItemAttribute.TIME, AttributeValues.instant(transition.time()));
        item.put(ItemAttribute.EVENT, AttributeValues.text(transition.event().code()));
        item.put(ItemAttribute.FROM, AttributeValues.text(transition.from().code()));
        item.put(ItemAttribute.TO, AttributeValues.text(transition.to().code()));
        item.put(ItemAttribute.ACTOR, AttributeValues.text(transition.actor()));
        transition.message().ifPresent(message -> item.put(ItemAttribute.MESSAGE, AttributeValues.text(message)));
        item.put(
                ItemAttribute.EXPIRES,
                AttributeValues.number(transition.time().plus(kept).getEpochSecond()));
        return new Item(item);
    }

    @Override
    public List<PastTransition> of(AccountName account, int limit) {
        PartitionQuery newestFirst = PartitionQuery.of(ItemKey.partitionOf(account))
                .beginning(ItemKey.PAST)
                .backwards();
        return table.query(newestFirst, limit).stream()
                .map(item -> past(account, item))
                .toList();
    }

    private static PastTransition past(AccountName account, Item item) {
        return new PastTransition(
                account,
                item.number(ItemAttribute.VERSION),
                item.instant(ItemAttribute.TIME),
                Coded.of(Event.class, item.text(ItemAttribute.EVENT)),
                Coded.of(AccountState.class, item.text(ItemAttribute.FROM)),
                Coded.of(AccountState.class, item.text(ItemAttribute.TO)),
                item.text(ItemAttribute.ACTOR),
                item.textIfAny(ItemAttribute.MESSAGE));
    }

    /** The table deletes what has expired by itself. */
    @Override
    public void forgetBefore(Instant time) {}
}
