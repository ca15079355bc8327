package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.AccountNames;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class SqliteNames implements AccountNames {

    private static final String PUT = """
            INSERT INTO names (name, token, written) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET token = excluded.token, written = excluded.written""";

    private final Writer writer;
    private final Readers readers;

    SqliteNames(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void put(Entry entry) {
        writer.write(sql -> sql.update(PUT, entry.name().value(), entry.token(), entry.written()));
    }

    @Override
    public boolean delete(AccountName name, String token) {
        return writer.write(sql -> sql.update("DELETE FROM names WHERE name = ? AND token = ?", name.value(), token))
                == 1;
    }

    @Override
    public List<Entry> after(@Nullable AccountName after, int limit) {
        // Every name is above the empty text.
        String above = after == null ? "" : after.value();
        return readers.read(sql ->
                sql.all("SELECT * FROM names WHERE name > ? ORDER BY name LIMIT ?", SqliteNames::entry, above, limit));
    }

    @Override
    public List<Entry> page(long offset, int limit) {
        return readers.read(sql ->
                sql.all("SELECT * FROM names ORDER BY name LIMIT ? OFFSET ?", SqliteNames::entry, limit, offset));
    }

    @Override
    public long count() {
        return readers.read(sql -> sql.one("SELECT count(*) AS names FROM names", row -> row.number("names")))
                .orElse(0L);
    }

    private static Entry entry(Row row) throws SQLException {
        return new Entry(new AccountName(row.text("name")), row.text("token"), row.instant("written"));
    }
}
