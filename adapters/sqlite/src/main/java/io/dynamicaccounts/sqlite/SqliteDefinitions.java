package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Definitions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SqliteDefinitions implements Definitions {

    private static final String PUT = """
            INSERT INTO definitions (account, id, written, open, sealed) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (account, id) DO NOTHING""";

    static final String FIND_ALL = """
            SELECT definitions.* FROM json_each(?) AS wanted CROSS JOIN definitions
            ON definitions.account = wanted.value ->> 0 AND definitions.id = wanted.value ->> 1""";

    private final Writer writer;
    private final Readers readers;

    SqliteDefinitions(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void put(EncryptedDefinition definition) {
        DefinitionColumns columns = DefinitionColumns.of(definition);
        writer.write(sql -> sql.update(
                PUT,
                definition.account().value(),
                definition.id().value(),
                definition.written(),
                columns.open(),
                columns.sealed()));
    }

    @Override
    public Optional<EncryptedDefinition> find(Key key) {
        return Optional.ofNullable(find(List.of(key)).get(key));
    }

    @Override
    public Map<Key, EncryptedDefinition> find(Collection<Key> keys) {
        String wanted = ColumnJson.write(keys.stream()
                .map(key -> List.of(key.account().value(), key.id().value()))
                .toList());
        var found = new HashMap<Key, EncryptedDefinition>();
        readers.read(sql -> sql.all(FIND_ALL, SqliteDefinitions::definition, wanted))
                .forEach(definition -> found.put(new Key(definition.account(), definition.id()), definition));
        return found;
    }

    @Override
    public void delete(Key key) {
        writer.write(sql -> sql.update(
                "DELETE FROM definitions WHERE account = ? AND id = ?",
                key.account().value(),
                key.id().value()));
    }

    @Override
    public void deleteOthers(AccountName account, Optional<DefinitionId> keep, Instant writtenBefore) {
        // No id is the empty text.
        String kept = keep.map(DefinitionId::value).orElse("");
        writer.write(sql -> sql.update(
                "DELETE FROM definitions WHERE account = ? AND id <> ? AND written < ?",
                account.value(),
                kept,
                writtenBefore));
    }

    private static EncryptedDefinition definition(Row row) throws SQLException {
        return DefinitionColumns.definition(
                new AccountName(row.text("account")), new DefinitionId(row.text("id")), row.instant("written"), row);
    }
}
