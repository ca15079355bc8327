package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Intent;
import io.dynamicaccounts.functions.store.WriteResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The present revisions are in one table and the earlier ones in another. An earlier revision that is not below the
 * present one is left over from before the name was forgotten, and is not shown.
 */
final class SqliteCredentials implements Credentials {

    private static final String COLUMNS = "name, version, written, writer, actor, definition, defined, open, sealed";

    /** What only the present revision has. */
    private static final String INTENT = "intent, due, tries, basis, note, outcome";

    private static final String FIND = "SELECT * FROM credentials WHERE name = ?";

    static final String FIND_ALL =
            "SELECT credentials.* FROM json_each(?) AS wanted CROSS JOIN credentials ON credentials.name = wanted.value";

    private static final String PRESENT =
            "INTO credentials (" + COLUMNS + ", " + INTENT + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String INSERT = "INSERT " + PRESENT + " ON CONFLICT (name) DO NOTHING";

    private static final String KEEP = "INSERT OR REPLACE INTO credential_revisions (" + COLUMNS + ", replaced) SELECT "
            + COLUMNS + ", ? FROM credentials WHERE name = ? AND version = ? AND writer = ?";

    private static final String REPLACE = "REPLACE " + PRESENT;

    private static final String SETTLE = "UPDATE credentials SET (" + INTENT
            + ") = (?, ?, ?, ?, ?, ?) WHERE name = ? AND version = ? AND writer = ? AND due = ?";

    static final String DUE = "SELECT * FROM credentials WHERE due <= ? ORDER BY due, name LIMIT ?";

    static final String PAGE =
            "SELECT * FROM credentials WHERE definition IS NOT NULL AND name >= ? ORDER BY name LIMIT ?";

    static final String SCAN = "SELECT name FROM credentials WHERE name > ? ORDER BY name LIMIT ?";

    static final String REVISIONS = "SELECT " + COLUMNS + ", " + INTENT
            + " FROM credentials WHERE name = ? UNION ALL SELECT " + COLUMNS
            + ", NULL, NULL, NULL, NULL, NULL, NULL FROM credential_revisions WHERE name = ? AND version <"
            + " (SELECT version FROM credentials WHERE name = ?) ORDER BY version DESC LIMIT ?";

    static final String FORGET_EARLIER = """
            DELETE FROM credential_revisions WHERE rowid IN
            (SELECT rowid FROM credential_revisions WHERE replaced < ? ORDER BY replaced LIMIT ?)""";

    static final String FORGET_DELETIONS = """
            DELETE FROM credentials WHERE rowid IN
            (SELECT rowid FROM credentials WHERE definition IS NULL AND written < ? AND due IS NULL ORDER BY written LIMIT ?)""";

    private static final List<@Nullable Object> NO_INTENT = Collections.nCopies(6, null);

    private final Writer writer;
    private final Readers readers;

    SqliteCredentials(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<Revision> find(AccountName name) {
        return readers.read(sql -> present(sql, name));
    }

    @Override
    public Map<AccountName, Revision> find(Collection<AccountName> names) {
        String wanted = ColumnJson.names(names);
        return readers.read(sql -> sql.all(FIND_ALL, SqliteCredentials::revision, wanted)).stream()
                .collect(Collectors.toMap(Revision::name, Function.identity(), (one, same) -> one));
    }

    @Override
    public WriteResult<Revision> replace(Optional<Revision> read, Revision next) {
        @Nullable Object[] values = values(next);
        return writer.write(sql -> sql.together(all -> {
            boolean written = read.isEmpty() ? all.update(INSERT, values) == 1 : replace(all, read.get(), next, values);
            return result(present(all, next.name()), next, written);
        }));
    }

    private static boolean replace(Sql sql, Revision read, Revision next, @Nullable Object[] values)
            throws SQLException {
        boolean same = sql.update(KEEP, next.written(), next.name().value(), read.version(), read.writer()) == 1;
        return same && sql.update(REPLACE, values) == 1;
    }

    private static WriteResult<Revision> result(Optional<Revision> present, Revision next, boolean written) {
        return present.<WriteResult<Revision>>map(
                        found -> written || found.writer().equals(next.writer())
                                ? new WriteResult.Written<>(found)
                                : new WriteResult.Rejected<>(found))
                .orElseGet(WriteResult.Missing::new);
    }

    @Override
    public boolean settle(Revision read, Intent next) {
        var values = new ArrayList<@Nullable Object>(values(next));
        values.addAll(List.of(
                read.name().value(),
                read.version(),
                read.writer(),
                read.pending().flatMap(Intent::due).orElseThrow()));
        return writer.write(sql -> sql.update(SETTLE, values.toArray())) == 1;
    }

    @Override
    public List<Revision> due(Instant now, int limit) {
        return readers.read(sql -> sql.all(DUE, SqliteCredentials::revision, now, limit));
    }

    @Override
    public List<Revision> page(@Nullable AccountName first, int limit) {
        // Every name is above the empty text.
        String from = first == null ? "" : first.value();
        return readers.read(sql -> sql.all(PAGE, SqliteCredentials::revision, from, limit));
    }

    @Override
    public void scan(Predicate<List<AccountName>> goOn) {
        TableScan.pages(goOn, last -> {
            String after = last.map(AccountName::value).orElse("");
            return readers.read(sql -> sql.all(SCAN, SqliteCredentials::name, after, TableScan.PAGE));
        });
    }

    @Override
    public List<Revision> revisions(AccountName name, int limit) {
        return readers.read(sql ->
                sql.all(REVISIONS, SqliteCredentials::revision, name.value(), name.value(), name.value(), limit));
    }

    @Override
    public void forgetBefore(Instant time) {
        Deletion.inSteps(step -> writer.write(sql -> sql.update(FORGET_EARLIER, time, step)));
        Deletion.inSteps(step -> writer.write(sql -> sql.update(FORGET_DELETIONS, time, step)));
    }

    private static Optional<Revision> present(Sql sql, AccountName name) throws SQLException {
        return sql.one(FIND, SqliteCredentials::revision, name.value());
    }

    private static @Nullable Object[] values(Revision revision) {
        Optional<EncryptedDefinition> definition = revision.definition();
        Optional<DefinitionColumns> columns = definition.map(DefinitionColumns::of);
        var values = new ArrayList<@Nullable Object>(List.of(
                revision.name().value(), revision.version(), revision.written(), revision.writer(), revision.actor()));
        values.add(definition.map(encrypted -> encrypted.id().value()).orElse(null));
        values.add(definition.map(EncryptedDefinition::written).orElse(null));
        values.add(columns.map(DefinitionColumns::open).orElse(null));
        values.add(columns.map(DefinitionColumns::sealed).orElse(null));
        values.addAll(revision.intent().map(SqliteCredentials::values).orElse(NO_INTENT));
        return values.toArray();
    }

    private static List<@Nullable Object> values(Intent intent) {
        return Arrays.asList(
                intent.kind().code(),
                intent.due().orElse(null),
                (long) intent.tries(),
                intent.basis().orElse(null),
                intent.note().orElse(null),
                intent.outcome().orElse(null));
    }

    private static Optional<Intent> intent(Row row) throws SQLException {
        Optional<String> kind = row.textIfAny("intent");
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new Intent(
                        Coded.of(Intent.Kind.class, kind.get()),
                        row.instantIfAny("due"),
                        Math.toIntExact(row.number("tries")),
                        row.textIfAny("basis"),
                        row.textIfAny("note"),
                        row.textIfAny("outcome")));
    }

    private static AccountName name(Row row) throws SQLException {
        return new AccountName(row.text("name"));
    }

    private static Revision revision(Row row) throws SQLException {
        AccountName name = name(row);
        return new Revision(
                name,
                row.number("version"),
                row.instant("written"),
                row.text("writer"),
                row.text("actor"),
                definition(name, row),
                intent(row));
    }

    private static Optional<EncryptedDefinition> definition(AccountName name, Row row) throws SQLException {
        Optional<String> id = row.textIfAny("definition");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        DefinitionColumns.definition(name, new DefinitionId(id.get()), row.instant("defined"), row));
    }
}
