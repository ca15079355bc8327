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
        item.put(Name.VERSION, Value.number(transition.version()));
        item.put(Name.TIME, Value.instant(transition.time()));
        item.put(Name.EVENT, Value.text(transition.event().code()));
        item.put(Name.FROM, Value.text(transition.from().code()));
        item.put(Name.TO, Value.text(transition.to().code()));
        item.put(Name.ACTOR, Value.text(transition.actor()));
        transition.message().ifPresent(message -> item.put(Name.MESSAGE, Value.text(message)));
        item.put(Name.EXPIRES, Value.number(transition.time().plus(kept).getEpochSecond()));
        return new Item(item);
    }

    @Override
    public List<PastTransition> of(AccountName account, int limit) {
        Query newestFirst =
                Query.of(ItemKey.partitionOf(account)).beginning(ItemKey.PAST).backwards();
        return table.query(newestFirst, limit).stream()
                .map(item -> past(account, item))
                .toList();
    }

    private static PastTransition past(AccountName account, Item item) {
        return new PastTransition(
                account,
                item.number(Name.VERSION),
                item.instant(Name.TIME),
                Coded.of(Event.class, item.text(Name.EVENT)),
                Coded.of(AccountState.class, item.text(Name.FROM)),
                Coded.of(AccountState.class, item.text(Name.TO)),
                item.text(Name.ACTOR),
                item.textIfAny(Name.MESSAGE));
    }

    /** The table deletes what has expired by itself. */
    @Override
    public void forgetBefore(Instant time) {}
}
