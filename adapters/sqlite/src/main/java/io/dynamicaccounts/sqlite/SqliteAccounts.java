package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.lifecycle.Transition;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.WriteResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class SqliteAccounts implements Accounts {

    private static final String FIND = "SELECT * FROM accounts WHERE name = ?";

    /** Of the array of names given: one statement for any number of them. */
    static final String FIND_ALL =
            "SELECT accounts.* FROM json_each(?) AS wanted CROSS JOIN accounts ON accounts.name = wanted.value";

    static final String SCAN = "SELECT * FROM accounts WHERE name > ? ORDER BY name LIMIT ?";

    static final String DUE = "SELECT * FROM accounts WHERE due <= ? ORDER BY due, name LIMIT ?";

    private final Writer writer;
    private final Readers readers;

    SqliteAccounts(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public WriteResult<Account> transition(AccountName name, Transition transition) {
        TransitionSql update = TransitionSql.of(name, transition);
        boolean creates = transition.creates();
        return writer.write(sql -> {
            Optional<Account> moved = sql.one(
                    update.text(), AccountColumns::account, update.values().toArray());
            if (moved.isPresent()) {
                return new WriteResult.Written<>(moved.get());
            }
            Optional<Account> found = sql.one(FIND, AccountColumns::account, name.value());
            if (found.isPresent()) {
                return refused(found.get(), transition);
            }
            return creates ? created(sql, transition.create(name)) : new WriteResult.Missing<>();
        });
    }

    private static WriteResult<Account> refused(Account found, Transition transition) {
        boolean ownSuccess = found.writer().filter(transition.writer()::equals).isPresent();
        return ownSuccess ? new WriteResult.Written<>(found) : new WriteResult.Rejected<>(found);
    }

    private static WriteResult<Account> created(Sql sql, Account account) throws SQLException {
        sql.update(AccountColumns.INSERT, AccountColumns.values(account));
        return new WriteResult.Written<>(account);
    }

    @Override
    public Optional<Account> find(AccountName name) {
        return readers.read(sql -> sql.one(FIND, AccountColumns::account, name.value()));
    }

    @Override
    public Map<AccountName, Account> find(Collection<AccountName> names) {
        String wanted = ColumnJson.names(names);
        return readers.read(sql -> sql.all(FIND_ALL, AccountColumns::account, wanted)).stream()
                .collect(Collectors.toMap(Account::name, Function.identity(), (one, same) -> one));
    }

    @Override
    public boolean postpone(AccountName name, long version, @Nullable Instant due) {
        return writer.write(sql -> sql.update(
                        "UPDATE accounts SET due = ? WHERE name = ? AND version = ?", due, name.value(), version))
                == 1;
    }

    @Override
    public void scan(Predicate<List<Account>> goOn) {
        TableScan.pages(goOn, last -> {
            String after = last.map(account -> account.name().value()).orElse("");
            return readers.read(sql -> sql.all(SCAN, AccountColumns::account, after, TableScan.PAGE));
        });
    }

    @Override
    public void restore(Collection<Account> accounts) {
        writer.write(sql -> sql.together(all -> {
            int written = 0;
            for (Account account : accounts) {
                written += all.update(AccountColumns.REPLACE, AccountColumns.values(account));
            }
            return written;
        }));
    }

    @Override
    public List<Account> due(Instant now, int limit) {
        return readers.read(sql -> sql.all(DUE, AccountColumns::account, now, limit));
    }
}
