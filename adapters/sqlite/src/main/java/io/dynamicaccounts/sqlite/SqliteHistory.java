package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.History;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

final class SqliteHistory implements History {

    private static final String APPEND = """
            INSERT INTO history (account, version, time, event, "from", "to", actor, message)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, version) DO NOTHING""";

    static final String FORGET = """
            DELETE FROM history WHERE (account, version) IN
            (SELECT account, version FROM history WHERE time < ? ORDER BY time LIMIT ?)""";

    private final Writer writer;
    private final Readers readers;

    SqliteHistory(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void append(Collection<PastTransition> transitions) {
        writer.write(sql -> sql.together(all -> {
            int written = 0;
            for (PastTransition transition : transitions) {
                written += append(all, transition);
            }
            return written;
        }));
    }

    private static int append(Sql sql, PastTransition transition) throws SQLException {
        return sql.update(
                APPEND,
                transition.account().value(),
                transition.version(),
                transition.time(),
                transition.event().code(),
                transition.from().code(),
                transition.to().code(),
                transition.actor(),
                transition.message().orElse(null));
    }

    @Override
    public List<PastTransition> of(AccountName account, int limit) {
        return readers.read(sql -> sql.all(
                "SELECT * FROM history WHERE account = ? ORDER BY version DESC LIMIT ?",
                SqliteHistory::past,
                account.value(),
                limit));
    }

    @Override
    public void forgetBefore(Instant time) {
        Deletion.inSteps(step -> writer.write(sql -> sql.update(FORGET, time, step)));
    }

    private static PastTransition past(Row row) throws SQLException {
        return new PastTransition(
                new AccountName(row.text("account")),
                row.number("version"),
                row.instant("time"),
                Coded.of(Event.class, row.text("event")),
                Coded.of(AccountState.class, row.text("from")),
                Coded.of(AccountState.class, row.text("to")),
                row.text("actor"),
                row.textIfAny("message"));
    }
}
