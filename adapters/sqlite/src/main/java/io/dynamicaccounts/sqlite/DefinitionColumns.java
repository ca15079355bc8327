package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;

/** Writes and reads the columns {@code open} and {@code sealed}: the two parts of an encrypted definition as JSON. */
record DefinitionColumns(String open, String sealed) {

    static DefinitionColumns of(EncryptedDefinition definition) {
        return new DefinitionColumns(
                ColumnJson.write(definition.fieldsInClear()), ColumnJson.write(definition.sealed()));
    }

    /** Reads the definition that has these identifiers and whose parts are in the row. */
    static EncryptedDefinition definition(AccountName account, DefinitionId id, Instant written, Row row)
            throws SQLException {
        var sealed = new HashMap<String, String>();
        ColumnJson.object(row.text("sealed"))
                .forEach((pointer, ciphertext) -> sealed.put(pointer, (String) ciphertext));
        return new EncryptedDefinition(account, id, written, ColumnJson.object(row.text("open")), sealed);
    }
}
