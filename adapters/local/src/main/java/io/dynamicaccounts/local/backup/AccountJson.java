package io.dynamicaccounts.local.backup;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes and reads the attributes of an account as fields of JSON: one field for each attribute, by code and kind.
 */
final class AccountJson {

    private AccountJson() {}

    /** Returns the name of an attribute's field: {@code kubeconfigFile} for the code {@code KUBECONFIG_FILE}. */
    private static String of(Attribute attribute) {
        var name = new StringBuilder();
        for (String word : attribute.code().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    static Map<String, Object> write(Account account) {
        var fields = new LinkedHashMap<String, Object>();
        account.values()
                .forEach((attribute, value) ->
                        fields.put(of(attribute), value instanceof Instant instant ? instant.toEpochMilli() : value));
        return fields;
    }

    static Account read(RecordFields fields) {
        AccountState _ = fields.word(of(Attribute.STATE), AccountState.class);
        var values = new EnumMap<Attribute, Object>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            read(fields, attribute).ifPresent(value -> values.put(attribute, value));
        }
        Account account = Account.of(values);
        // An illegal name must fail here and not in the store.
        var _ = account.name();
        var _ = account.zonesThatMayKnowIt();
        return account;
    }

    private static Optional<?> read(RecordFields fields, Attribute attribute) {
        String name = of(attribute);
        return switch (attribute.kind()) {
            case TEXT -> fields.textIfAny(name);
            case NUMBER -> fields.numberIfAny(name);
            case FLAG -> fields.flagIfAny(name);
            case INSTANT -> fields.numberIfAny(name).map(Instant::ofEpochMilli);
            case TEXTS -> fields.textsIfAny(name);
        };
    }
}
