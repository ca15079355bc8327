package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Definitions;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class DynamoDbDefinitions implements Definitions {

    private final Table table;

    DynamoDbDefinitions(Table table) {
        this.table = table;
    }

    @Override
    public void put(EncryptedDefinition definition) {
        var item = Table.item(ItemKey.definition(definition.account(), definition.id()));
        item.put(ItemAttribute.WRITTEN, AttributeValues.instant(definition.written()));
        item.put(ItemAttribute.BODY, DefinitionBody.of(definition));
        table.put(new Item(item));
    }

    @Override
    public Optional<EncryptedDefinition> find(Key key) {
        return table.get(at(key)).map(DynamoDbDefinitions::definition);
    }

    @Override
    public Map<Key, EncryptedDefinition> find(Collection<Key> keys) {
        var found = new HashMap<Key, EncryptedDefinition>();
        table.get(keys.stream().map(DynamoDbDefinitions::at).toList()).values().forEach(item -> {
            EncryptedDefinition definition = definition(item);
            found.put(new Key(definition.account(), definition.id()), definition);
        });
        return found;
    }

    @Override
    public void delete(Key key) {
        table.delete(at(key));
    }

    @Override
    public void deleteOthers(AccountName account, Optional<DefinitionId> keep, Instant writtenBefore) {
        PartitionQuery query = PartitionQuery.of(ItemKey.partitionOf(account))
                .beginning(ItemKey.DEFINITIONS)
                .where(ConditionClause.below(AttributeValues.instant(writtenBefore), ItemAttribute.WRITTEN));
        table.deleteAll(table.query(query).stream()
                .map(Item::key)
                .filter(key ->
                        keep.filter(id -> key.equals(at(new Key(account, id)))).isEmpty())
                .toList());
    }

    private static ItemKey at(Key key) {
        return ItemKey.definition(key.account(), key.id());
    }

    private static EncryptedDefinition definition(Item item) {
        return DefinitionBody.definition(
                new AccountName(ItemKey.identifierIn(item.text(ItemAttribute.PARTITION))),
                new DefinitionId(ItemKey.identifierIn(item.text(ItemAttribute.SORT))),
                item.instant(ItemAttribute.WRITTEN),
                item);
    }
}
