package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Attribute;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts an account to an item and back: one attribute for each attribute, by name and kind; the account's name is
 * the key.
 */
final class AccountItem {

    private static final Map<Attribute, String> NAMES = names();

    static final String DUE = of(Attribute.DUE);

    /**
     * The number of parts of the index of due accounts: each part takes a thousand writes a second, and every sweep
     * asks all parts. The number is part of the stored items.
     */
    private static final int DUE_SHARDS = 4;

    private AccountItem() {}

    /** Returns the name of an attribute: {@code KUBECONFIG_FILE} is {@code kubeconfigFile}. */
    static String of(Attribute attribute) {
        return Objects.requireNonNull(NAMES.get(attribute));
    }

    private static Map<Attribute, String> names() {
        var names = new EnumMap<Attribute, String>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            var name = new StringBuilder();
            for (String word : attribute.code().toLowerCase(Locale.ROOT).split("_", -1)) {
                name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
            }
            names.put(attribute, name.toString());
        }
        return names;
    }

    static AttributeValue value(Attribute attribute, Object value) {
        return switch (attribute.kind()) {
            case TEXT -> AttributeValues.text((String) value);
            case NUMBER -> AttributeValues.number((Long) value);
            case FLAG -> AttributeValue.fromBool((Boolean) value);
            case INSTANT -> AttributeValues.instant((Instant) value);
            case TEXTS -> AttributeValues.texts((List<?>) value);
        };
    }

    /** Returns the whole item of an account. */
    static Item item(Account account) {
        var item = Table.item(ItemKey.account(account.name()));
        account.values().forEach((attribute, value) -> {
            if (attribute != Attribute.NAME) {
                item.put(of(attribute), value(attribute, value));
            }
        });
        if (account.due().isPresent()) {
            item.put(ItemAttribute.DUE_SHARD, AttributeValues.text(dueShard(account.name())));
        }
        return new Item(item);
    }

    static Account account(Item item) {
        var values = new EnumMap<Attribute, Object>(Attribute.class);
        NAMES.forEach((attribute, name) -> {
            if (item.has(name)) {
                values.put(attribute, read(item, attribute, name));
            }
        });
        values.put(Attribute.NAME, ItemKey.identifierIn(item.text(ItemAttribute.PARTITION)));
        return Account.of(values);
    }

    private static Object read(Item item, Attribute attribute, String name) {
        return switch (attribute.kind()) {
            case TEXT -> item.text(name);
            case NUMBER -> item.number(name);
            case FLAG -> item.flag(name);
            case INSTANT -> item.instant(name);
            case TEXTS -> item.texts(name);
        };
    }

    /** Returns the part of the index of due accounts that has the account. */
    static String dueShard(AccountName name) {
        return shard(Math.floorMod(name.value().hashCode(), DUE_SHARDS));
    }

    static List<String> dueShards() {
        return Stream.iterate(0, shard -> shard < DUE_SHARDS, shard -> shard + 1)
                .map(AccountItem::shard)
                .toList();
    }

    private static String shard(int number) {
        return Integer.toString(number);
    }
}
