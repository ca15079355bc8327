package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Observations;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class DynamoDbObservations implements Observations {

    private static final String KUBE_HOST = "kubeHost";
    private static final String KUBE_VERSION = "kubeVersion";
    private static final String CERT_FINGERPRINT = "certFingerprint";
    private static final String NAMESPACES = "namespaces";

    private final Table table;

    DynamoDbObservations(Table table) {
        this.table = table;
    }

    @Override
    public void put(AccountName account, Observation observed) {
        var body = new HashMap<String, Object>();
        observed.kubeHost().ifPresent(host -> body.put(KUBE_HOST, host));
        observed.kubeVersion().ifPresent(version -> body.put(KUBE_VERSION, version));
        observed.certFingerprint().ifPresent(fingerprint -> body.put(CERT_FINGERPRINT, fingerprint));
        body.put(NAMESPACES, observed.namespaces());
        var item = Table.item(ItemKey.observed(account));
        item.put(ItemAttribute.BODY, AttributeValues.bytes(CompressedJson.pack(body)));
        table.put(new Item(item));
    }

    @Override
    public Optional<Observation> find(AccountName account) {
        return table.get(ItemKey.observed(account)).map(DynamoDbObservations::observed);
    }

    @Override
    public Map<AccountName, Observation> find(Collection<AccountName> accounts) {
        var found = new HashMap<AccountName, Observation>();
        table.get(accounts.stream().map(ItemKey::observed).toList())
                .forEach((key, item) ->
                        found.put(new AccountName(ItemKey.identifierIn(key.partition())), observed(item)));
        return found;
    }

    private static Observation observed(Item item) {
        Map<String, Object> body = CompressedJson.unpack(item.bytes(ItemAttribute.BODY));
        return new Observation(
                CompressedJson.textIfAny(body, KUBE_HOST),
                CompressedJson.textIfAny(body, KUBE_VERSION),
                CompressedJson.textIfAny(body, CERT_FINGERPRINT),
                CompressedJson.texts(body, NAMESPACES));
    }

    @Override
    public void delete(AccountName account) {
        table.delete(ItemKey.observed(account));
    }
}
