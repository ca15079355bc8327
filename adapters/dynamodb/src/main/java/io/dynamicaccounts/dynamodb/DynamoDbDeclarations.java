package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Declarations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbDeclarations implements Declarations {

    private static final String NAMES = "names";
    private static final String FORMER = "former";

    private final Table table;

    DynamoDbDeclarations(Table table) {
        this.table = table;
    }

    @Override
    public void put(Declaration declaration) {
        var item = Table.item(ItemKey.declaration(declaration.zone(), declaration.agent()));
        item.put(Name.REGISTRATION, Value.number(declaration.registration()));
        item.put(Name.BODY, body(declaration));
        table.put(new Item(item));
    }

    private static AttributeValue body(Declaration declaration) {
        return Value.bytes(Packed.pack(
                Map.of(NAMES, Packed.words(declaration.names()), FORMER, Packed.words(declaration.former()))));
    }

    @Override
    public Optional<Declaration> find(ZoneId zone, AgentId agent) {
        return table.get(ItemKey.declaration(zone, agent)).map(DynamoDbDeclarations::declaration);
    }

    @Override
    public List<Declaration> of(ZoneId zone) {
        return table.query(Query.of(ItemKey.partitionOf(zone)).beginning(ItemKey.DECLARATIONS)).stream()
                .map(DynamoDbDeclarations::declaration)
                .toList();
    }

    /** The same declaration may be packed in several ways, so the bytes that were read are what must not have changed. */
    @Override
    public void forgetFormer(Declaration declaration) {
        ItemKey key = ItemKey.declaration(declaration.zone(), declaration.agent());
        table.get(key)
                .filter(item -> declaration(item).equals(declaration))
                .ifPresent(item -> table.update(Update.of(key)
                        .when(Clause.equal(Value.number(declaration.registration()), Name.REGISTRATION))
                        .when(Clause.equal(Value.bytes(item.bytes(Name.BODY)), Name.BODY))
                        .set(body(declaration.withoutFormer()), Name.BODY)));
    }

    @Override
    public void delete(Declaration declaration) {
        table.delete(
                ItemKey.declaration(declaration.zone(), declaration.agent()),
                Clause.equal(Value.number(declaration.registration()), Name.REGISTRATION));
    }

    private static Declaration declaration(Item item) {
        Map<String, Object> body = Packed.unpack(item.bytes(Name.BODY));
        return new Declaration(
                new ZoneId(ItemKey.identifierIn(item.text(Name.PARTITION))),
                new AgentId(ItemKey.identifierIn(item.text(Name.SORT))),
                item.number(Name.REGISTRATION),
                names(body, NAMES),
                names(body, FORMER));
    }

    private static Set<AccountName> names(Map<String, Object> body, String key) {
        return Packed.texts(body, key).stream().map(AccountName::new).collect(Collectors.toSet());
    }
}
