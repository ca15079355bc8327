package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Installations;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class SqliteInstallations implements Installations {

    private static final String INSERT = """
            INSERT INTO installation (id, epoch, state, home, since, undisturbed, restoring, key_check)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""";

    /** What changes with each write. */
    private static final String REPLACE = """
            UPDATE installation SET epoch = ?, state = ?, home = ?, since = ?, undisturbed = ?, restoring = ?,
              key_check = ?
            WHERE epoch = ? AND state = ? AND home = ? AND since = ? AND key_check IS ?""";

    private final Writer writer;
    private final Readers readers;

    SqliteInstallations(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<Installation> find() {
        return readers.read(sql -> sql.one("SELECT * FROM installation", SqliteInstallations::installation));
    }

    @Override
    public boolean replace(@Nullable Installation read, Installation next) {
        return writer.write(sql -> read == null ? insert(sql, next) : update(sql, read, next)) == 1;
    }

    private static int insert(Sql sql, Installation next) throws SQLException {
        return sql.update(
                INSERT,
                next.epoch(),
                next.state().code(),
                next.home(),
                next.since(),
                next.quietFrom(),
                next.restoring().orElse(null),
                next.keyCheck().orElse(null));
    }

    private static int update(Sql sql, Installation read, Installation next) throws SQLException {
        return sql.update(
                REPLACE,
                next.epoch(),
                next.state().code(),
                next.home(),
                next.since(),
                next.quietFrom(),
                next.restoring().orElse(null),
                next.keyCheck().orElse(null),
                read.epoch(),
                read.state().code(),
                read.home(),
                read.since(),
                read.keyCheck().orElse(null));
    }

    private static Installation installation(Row row) throws SQLException {
        return new Installation(
                row.number("epoch"),
                Coded.of(Installation.State.class, row.text("state")),
                row.text("home"),
                row.instant("since"),
                row.instant("undisturbed"),
                row.textIfAny("restoring"),
                row.textIfAny("key_check"));
    }

    /** Returns the same text for every file, because a database may be moved and copied. */
    @Override
    public String home() {
        return "a file";
    }
}
