package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.Attribute;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts the attributes of an account to columns and back: one column for each attribute, by name and kind. */
final class AccountColumns {

    static final String INSERT = "INSERT INTO accounts (%s) VALUES (%s)"
            .formatted(
                    Arrays.stream(Attribute.values()).map(AccountColumns::of).collect(Collectors.joining(", ")),
                    Arrays.stream(Attribute.values()).map(attribute -> "?").collect(Collectors.joining(", ")));

    static final String REPLACE = INSERT.replace("INSERT", "INSERT OR REPLACE");

    private AccountColumns() {}

    /** Returns the quoted name of the column. One of the names is a word of SQL. */
    static String of(Attribute attribute) {
        return '"' + plain(attribute) + '"';
    }

    private static String plain(Attribute attribute) {
        return attribute.code().toLowerCase(Locale.ROOT);
    }

    /** Returns a value in the form of its column. */
    static Object value(Attribute attribute, Object value) {
        return switch (attribute.kind()) {
            case TEXT, NUMBER, FLAG, INSTANT -> value;
            case TEXTS -> ColumnJson.names((List<?>) value);
        };
    }

    /** Returns the values of {@link #INSERT}. */
    static @Nullable Object[] values(Account account) {
        return Arrays.stream(Attribute.values())
                .map(attribute -> Optional.ofNullable(account.get(attribute))
                        .map(value -> value(attribute, value))
                        .orElse(null))
                .toArray();
    }

    static Account account(Row row) throws SQLException {
        var values = new EnumMap<Attribute, Object>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            read(row, attribute).ifPresent(value -> values.put(attribute, value));
        }
        return Account.of(values);
    }

    private static Optional<?> read(Row row, Attribute attribute) throws SQLException {
        String column = plain(attribute);
        return switch (attribute.kind()) {
            case TEXT -> row.textIfAny(column);
            case NUMBER -> row.numberIfAny(column);
            case FLAG -> row.numberIfAny(column).map(number -> number != 0);
            case INSTANT -> row.instantIfAny(column);
            case TEXTS -> row.textIfAny(column).map(ColumnJson::texts);
        };
    }
}
