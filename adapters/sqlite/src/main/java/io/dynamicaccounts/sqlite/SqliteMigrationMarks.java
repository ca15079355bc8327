package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.MigrationMarks;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class SqliteMigrationMarks implements MigrationMarks {

    private static final String PUT =
            "INSERT OR IGNORE INTO migration_marks (mark, name) SELECT ?, wanted.value FROM json_each(?) AS wanted";

    private static final String REMOVE =
            "DELETE FROM migration_marks WHERE mark = ? AND name IN (SELECT wanted.value FROM json_each(?) AS wanted)";

    static final String AMONG = "SELECT migration_marks.name FROM json_each(?) AS wanted CROSS JOIN migration_marks"
            + " ON migration_marks.name = wanted.value AND migration_marks.mark = ?";

    static final String AFTER = "SELECT name FROM migration_marks WHERE mark = ? AND name > ? ORDER BY name LIMIT ?";

    private final Writer writer;
    private final Readers readers;

    SqliteMigrationMarks(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void put(Mark mark, Collection<AccountName> names) {
        String wanted = ColumnJson.names(names);
        writer.write(sql -> sql.update(PUT, mark.code(), wanted));
    }

    @Override
    public void remove(Mark mark, Collection<AccountName> names) {
        String wanted = ColumnJson.names(names);
        writer.write(sql -> sql.update(REMOVE, mark.code(), wanted));
    }

    @Override
    public Set<AccountName> among(Mark mark, Collection<AccountName> names) {
        String wanted = ColumnJson.names(names);
        return Set.copyOf(
                readers.read(sql -> sql.all(AMONG, row -> new AccountName(row.text("name")), wanted, mark.code())));
    }

    @Override
    public List<AccountName> after(Mark mark, @Nullable AccountName after, int limit) {
        // Every name is above the empty text.
        String above = after == null ? "" : after.value();
        return readers.read(sql -> sql.all(AFTER, row -> new AccountName(row.text("name")), mark.code(), above, limit));
    }
}
