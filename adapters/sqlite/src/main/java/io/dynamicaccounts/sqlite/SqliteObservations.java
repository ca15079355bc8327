package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Observations;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

final class SqliteObservations implements Observations {

    private static final String PUT = """
            INSERT OR REPLACE INTO observations (account, kube_host, kube_version, cert_fingerprint, namespaces)
            VALUES (?, ?, ?, ?, ?)""";

    static final String FIND_ALL = """
            SELECT observations.* FROM json_each(?) AS wanted CROSS JOIN observations
            ON observations.account = wanted.value""";

    private final Writer writer;
    private final Readers readers;

    SqliteObservations(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void put(AccountName account, Observation observed) {
        String namespaces = ColumnJson.write(observed.namespaces());
        writer.write(sql -> sql.update(
                PUT,
                account.value(),
                observed.kubeHost().orElse(null),
                observed.kubeVersion().orElse(null),
                observed.certFingerprint().orElse(null),
                namespaces));
    }

    @Override
    public Optional<Observation> find(AccountName account) {
        return Optional.ofNullable(find(List.of(account)).get(account));
    }

    @Override
    public Map<AccountName, Observation> find(Collection<AccountName> accounts) {
        String wanted = ColumnJson.names(accounts);
        return readers
                .read(sql -> sql.all(
                        FIND_ALL, row -> Map.entry(new AccountName(row.text("account")), observed(row)), wanted))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one));
    }

    @Override
    public void delete(AccountName account) {
        writer.write(sql -> sql.update("DELETE FROM observations WHERE account = ?", account.value()));
    }

    private static Observation observed(Row row) throws SQLException {
        return new Observation(
                row.textIfAny("kube_host"),
                row.textIfAny("kube_version"),
                row.textIfAny("cert_fingerprint"),
                row.texts("namespaces"));
    }
}
