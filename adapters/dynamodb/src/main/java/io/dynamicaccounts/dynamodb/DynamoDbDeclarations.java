package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Declarations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbDeclarations implements Declarations {

    private static final String NAMES = "names";
    private static final String FORMER = "former";
    private static final String REFUSED = "refused";

    private final Table table;

    DynamoDbDeclarations(Table table) {
        this.table = table;
    }

    /** The same declaration may be packed in several ways, so the bytes that are there are what must not change. */
    @Override
    public boolean replace(Optional<Declaration> before, Declaration after) {
        ItemKey key = ItemKey.declaration(after.zone(), after.agent());
        Optional<Item> found = before.flatMap(read -> table.get(key));
        return found.map(DynamoDbDeclarations::declaration).equals(before)
                && table.update(ConditionalUpdate.of(key)
                                .when(found.map(DynamoDbDeclarations::unchanged).orElseGet(ConditionClause::noItem))
                                .set(AttributeValues.number(after.registration()), ItemAttribute.REGISTRATION)
                                .set(body(after), ItemAttribute.BODY))
                        .isWritten();
    }

    private static ConditionClause unchanged(Item item) {
        return ConditionClause.all(
                ConditionClause.equal(
                        AttributeValues.number(item.number(ItemAttribute.REGISTRATION)), ItemAttribute.REGISTRATION),
                ConditionClause.equal(AttributeValues.bytes(item.bytes(ItemAttribute.BODY)), ItemAttribute.BODY));
    }

    private static AttributeValue body(Declaration declaration) {
        var body = new LinkedHashMap<String, Object>();
        body.put(NAMES, words(declaration.names()));
        body.put(FORMER, words(declaration.dropped()));
        if (!declaration.refused().isEmpty()) {
            body.put(REFUSED, words(declaration.refused()));
        }
        return AttributeValues.bytes(CompressedJson.pack(body));
    }

    /** Sorted: names beside their like compress to a fraction, and an item has room for so many bytes. */
    private static List<String> words(Set<AccountName> names) {
        return CompressedJson.words(names.stream().sorted().toList());
    }

    @Override
    public Optional<Declaration> find(ZoneId zone, AgentId agent) {
        return table.get(ItemKey.declaration(zone, agent)).map(DynamoDbDeclarations::declaration);
    }

    @Override
    public List<Declaration> inZone(ZoneId zone) {
        return table.query(PartitionQuery.of(ItemKey.partitionOf(zone)).beginning(ItemKey.DECLARATIONS)).stream()
                .map(DynamoDbDeclarations::declaration)
                .toList();
    }

    @Override
    public void delete(Declaration declaration) {
        table.delete(
                ItemKey.declaration(declaration.zone(), declaration.agent()),
                ConditionClause.equal(AttributeValues.number(declaration.registration()), ItemAttribute.REGISTRATION));
    }

    private static Declaration declaration(Item item) {
        Map<String, Object> body = CompressedJson.unpack(item.bytes(ItemAttribute.BODY));
        return new Declaration(
                new ZoneId(ItemKey.identifierIn(item.text(ItemAttribute.PARTITION))),
                new AgentId(ItemKey.identifierIn(item.text(ItemAttribute.SORT))),
                item.number(ItemAttribute.REGISTRATION),
                names(body, NAMES),
                names(body, FORMER),
                body.containsKey(REFUSED) ? names(body, REFUSED) : Set.of());
    }

    private static Set<AccountName> names(Map<String, Object> body, String key) {
        return CompressedJson.texts(body, key).stream().map(AccountName::new).collect(Collectors.toSet());
    }
}
