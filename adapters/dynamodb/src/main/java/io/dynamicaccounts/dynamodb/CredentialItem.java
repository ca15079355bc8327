package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Intent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes and reads the item of the present revision of a credential, and of an earlier one. */
final class CredentialItem {

    /** The condition that the credential exists: a deletion has no definition. */
    static final ConditionClause EXISTS = ConditionClause.exists(ItemAttribute.BODY);

    /** The part of the index of due items that has the credentials. */
    static final String DUE_SHARD = "credentials";

    /** What only the present revision has, and only if its write asks for something. */
    private static final List<String> OF_INTENTS = List.of(
            ItemAttribute.INTENT,
            AccountItem.DUE,
            ItemAttribute.DUE_SHARD,
            ItemAttribute.INTENT_TRIES,
            ItemAttribute.INTENT_BASIS,
            ItemAttribute.INTENT_NOTE,
            ItemAttribute.INTENT_OUTCOME);

    /** What a revision has only if it has a definition, or only if it has none. */
    private static final List<String> OF_DEFINITIONS =
            List.of(ItemAttribute.DEFINITION, ItemAttribute.DEFINED, ItemAttribute.BODY, ItemAttribute.EXPIRES);

    private CredentialItem() {}

    /**
     * Returns the write that makes a revision the present one, if the present one is still the one that was read.
     *
     * @param expires when a deletion of which nothing is left to do may be forgotten
     */
    static ConditionalUpdate replacing(Optional<Revision> read, Revision next, Instant expires) {
        ConditionalUpdate update = ConditionalUpdate.of(ItemKey.credential(next.name()))
                .by(next.writer())
                .when(read.map(CredentialItem::isStill).orElse(ConditionClause.noItem()));
        Map<String, AttributeValue> attributes = attributes(next);
        next.intent().ifPresent(intent -> attributes.putAll(attributes(intent)));
        if (isForgotten(next)) {
            attributes.put(ItemAttribute.EXPIRES, AttributeValues.number(expires.getEpochSecond()));
        }
        attributes.forEach((attribute, value) -> update.set(value, attribute));
        Stream.concat(OF_DEFINITIONS.stream(), OF_INTENTS.stream())
                .filter(attribute -> !attributes.containsKey(attribute))
                .forEach(update::remove);
        return update;
    }

    /**
     * Returns the write of what became of an intent, if it is still what was read.
     *
     * @param expires when a deletion of which nothing is left to do may be forgotten
     */
    static ConditionalUpdate settling(Revision read, Intent next, Instant expires) {
        AttributeValue due =
                AttributeValues.instant(read.pending().flatMap(Intent::due).orElseThrow());
        ConditionalUpdate update = ConditionalUpdate.of(ItemKey.credential(read.name()))
                .when(isStill(read))
                .when(ConditionClause.equal(due, AccountItem.DUE));
        Map<String, AttributeValue> attributes = attributes(next);
        OF_INTENTS.forEach(attribute -> update.setOrRemove(Optional.ofNullable(attributes.get(attribute)), attribute));
        if (isForgotten(read.with(Optional.of(next)))) {
            update.set(AttributeValues.number(expires.getEpochSecond()), ItemAttribute.EXPIRES);
        }
        return update;
    }

    private static boolean isForgotten(Revision revision) {
        return !revision.exists() && revision.pending().isEmpty();
    }

    /** The version alone may be that of a later life of the name, once a deletion was forgotten. */
    private static ConditionClause isStill(Revision read) {
        return ConditionClause.all(
                ConditionClause.equal(AttributeValues.number(read.version()), ItemAttribute.VERSION),
                ConditionClause.equal(AttributeValues.text(read.writer()), ItemAttribute.WRITER));
    }

    /**
     * Returns the copy of a revision that is about to be replaced.
     *
     * @param expires when it may be forgotten
     */
    static Item earlier(Revision revision, Instant expires) {
        var item = Table.item(ItemKey.revision(revision.name(), revision.version()));
        item.putAll(attributes(revision));
        item.put(ItemAttribute.WRITER, AttributeValues.text(revision.writer()));
        item.put(ItemAttribute.EXPIRES, AttributeValues.number(expires.getEpochSecond()));
        return new Item(item);
    }

    private static Map<String, AttributeValue> attributes(Intent intent) {
        var attributes = new HashMap<String, AttributeValue>();
        attributes.put(ItemAttribute.INTENT, AttributeValues.text(intent.kind().code()));
        attributes.put(ItemAttribute.INTENT_TRIES, AttributeValues.number(intent.tries()));
        intent.due().ifPresent(due -> {
            attributes.put(AccountItem.DUE, AttributeValues.instant(due));
            attributes.put(ItemAttribute.DUE_SHARD, AttributeValues.text(DUE_SHARD));
        });
        intent.basis().ifPresent(basis -> attributes.put(ItemAttribute.INTENT_BASIS, AttributeValues.text(basis)));
        intent.note().ifPresent(note -> attributes.put(ItemAttribute.INTENT_NOTE, AttributeValues.text(note)));
        intent.outcome().ifPresent(told -> attributes.put(ItemAttribute.INTENT_OUTCOME, AttributeValues.text(told)));
        return attributes;
    }

    /** Returns the attributes of a revision but its writer, its intent and its expiry. */
    private static Map<String, AttributeValue> attributes(Revision revision) {
        var attributes = new HashMap<String, AttributeValue>();
        attributes.put(ItemAttribute.VERSION, AttributeValues.number(revision.version()));
        attributes.put(ItemAttribute.WRITTEN, AttributeValues.instant(revision.written()));
        attributes.put(ItemAttribute.ACTOR, AttributeValues.text(revision.actor()));
        revision.definition().ifPresent(definition -> {
            attributes.put(
                    ItemAttribute.DEFINITION,
                    AttributeValues.text(definition.id().value()));
            attributes.put(ItemAttribute.DEFINED, AttributeValues.instant(definition.written()));
            attributes.put(ItemAttribute.BODY, DefinitionBody.of(definition));
        });
        return attributes;
    }

    /** Reads a present revision. */
    static Revision present(Item item) {
        return revision(new AccountName(item.text(ItemAttribute.SORT)), item).with(intent(item));
    }

    private static Optional<Intent> intent(Item item) {
        return item.textIfAny(ItemAttribute.INTENT)
                .map(code -> new Intent(
                        Coded.of(Intent.Kind.class, code),
                        item.instantIfAny(AccountItem.DUE),
                        Math.toIntExact(item.number(ItemAttribute.INTENT_TRIES)),
                        item.textIfAny(ItemAttribute.INTENT_BASIS),
                        item.textIfAny(ItemAttribute.INTENT_NOTE),
                        item.textIfAny(ItemAttribute.INTENT_OUTCOME)));
    }

    /** Reads the present revision of a name, or an earlier one. */
    static Revision revision(AccountName name, Item item) {
        return new Revision(
                name,
                item.number(ItemAttribute.VERSION),
                item.instant(ItemAttribute.WRITTEN),
                item.text(ItemAttribute.WRITER),
                item.text(ItemAttribute.ACTOR),
                definition(name, item));
    }

    private static Optional<EncryptedDefinition> definition(AccountName name, Item item) {
        return item.textIfAny(ItemAttribute.DEFINITION)
                .map(id -> DefinitionBody.definition(
                        name, new DefinitionId(id), item.instant(ItemAttribute.DEFINED), item));
    }
}
